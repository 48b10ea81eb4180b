namespace KexieBot.Core.Evidence;

/// <summary>Tells pictures by their first bytes: a pasted one comes without a name.</summary>
public static class Pictures
{
    /// <summary>With its dot; null for what is no picture of a common kind.</summary>
    public static string? ExtensionOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, 0x50, 0x4E, 0x47, ..] => ".png",
        [0xFF, 0xD8, 0xFF, ..] => ".jpg",
        [0x47, 0x49, 0x46, 0x38, ..] => ".gif",
        [0x42, 0x4D, ..] => ".bmp",
        [0x52, 0x49, 0x46, 0x46, _, _, _, _, 0x57, 0x45, 0x42, 0x50, ..] => ".webp",
        _ => null,
    };
}
