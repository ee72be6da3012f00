namespace SynthAug.Numerics;

/// <summary>A number as a type: the compiler drops what a smaller tile does not need.</summary>
internal interface ITileSize
{
    static abstract int Value { get; }
}

internal struct TileOne : ITileSize { public static int Value => 1; }

internal struct TileTwo : ITileSize { public static int Value => 2; }

internal struct TileThree : ITileSize { public static int Value => 3; }

internal struct TileFour : ITileSize { public static int Value => 4; }

internal struct TileFive : ITileSize { public static int Value => 5; }

internal struct TileSix : ITileSize { public static int Value => 6; }

internal struct TileSeven : ITileSize { public static int Value => 7; }

internal struct TileEight : ITileSize { public static int Value => 8; }
