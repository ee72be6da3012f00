using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SynthAug.Lanes;

/// <summary>Bit patterns: no decimal conversion stands between the table and the result.</summary>
internal static class ElementaryTables
{
    /// <summary>0.703125, where the sixteen intervals begin.</summary>
    public const ulong LogOffset = 0x3FE6_8000_0000_0000;

    /// <summary>2^(j/16).</summary>
    public readonly struct RootOfTwo : ILaneTable
    {
        public static Vector512<ulong> Low
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(
                0x3FF0000000000000UL, 0x3FF0B5586CF9890F, 0x3FF172B83C7D517B, 0x3FF2387A6E756238,
                0x3FF306FE0A31B715, 0x3FF3DEA64C123422, 0x3FF4BFDAD5362A27, 0x3FF5AB07DD485429);
        }

        public static Vector512<ulong> High
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(
                0x3FF6A09E667F3BCDUL, 0x3FF7A11473EB0187, 0x3FF8ACE5422AA0DB, 0x3FF9C49182A3F090,
                0x3FFAE89F995AD3AD, 0x3FFC199BDD85529C, 0x3FFD5818DCFBA487, 0x3FFEA4AFA2A490DA);
        }
    }

    /// <summary>1/c, c near the interval's middle, chosen so that ln c is a multiple of 2⁻⁴² to within 2⁻⁶⁰.</summary>
    public readonly struct Reciprocal : ILaneTable
    {
        public static Vector512<ulong> Low
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(
                0x3FF642F18685B000UL, 0x3FF5553D19584000, 0x3FF47AEE31EB8000, 0x3FF3B10D8FB6A000,
                0x3FF2F665DF1A5000, 0x3FF248ED8ABD2000, 0x3FF1A7C8A46CC000, 0x3FF110E55AA18000);
        }

        public static Vector512<ulong> High
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(
                0x3FF083EE8930B000UL, 0x3FF0000000000000, 0x3FEE1E0750CDA000, 0x3FEC723407312000,
                0x3FEAF20C8E84C000, 0x3FE999D866C0C000, 0x3FE86135DBC0E000, 0x3FE745A8E3A82000);
        }
    }

    /// <summary>ln c.</summary>
    public readonly struct LogOfCentre : ILaneTable
    {
        public static Vector512<ulong> Low
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(
                0xBFD52324698B8000UL, 0xBFD269195D145000, 0xBFCF996D249A2000, 0xBFCA92C561580000,
                0xBFC5BE700C9C4000, 0xBFC1160D4B102000, 0xBFB9343BAD228000, 0xBFB0830901CD0000);
        }

        public static Vector512<ulong> High
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Vector512.Create(
                0xBFA03B401D738000UL, 0x0000000000000000, 0x3FAF0BB462FC8000, 0x3FBE233334C58000,
                0x3FC60174D0D4C000, 0x3FCC8EBDC7580000, 0x3FD1682F4C2BF000, 0x3FD461FB506F4000);
        }
    }
}
