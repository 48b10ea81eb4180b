using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace KexieBot.Channels.WeCom.Callback;

/// <summary>
/// Signs, opens and seals callback messages (加解密方案说明): AES-256-CBC over random(16) ‖ big-endian length ‖ message ‖ receiveid,
/// padded to 32 bytes. Knows nothing of time or HTTP; one instance serves all threads.
/// </summary>
internal sealed class WeComCallbackCrypto
{
    private const int RandomBytes = 16;
    private const int HeadBytes = RandomBytes + sizeof(uint);
    private const int PadBlock = 32;

    private readonly string token;
    private readonly byte[] key;
    private readonly byte[] receiveId;

    private WeComCallbackCrypto(string token, byte[] key, string receiveId)
    {
        this.token = token;
        this.key = key;
        this.receiveId = Encoding.UTF8.GetBytes(receiveId);
    }

    private ReadOnlySpan<byte> Iv => key.AsSpan(0, 16);

    /// <summary><paramref name="receiveId"/> is the corpid for a self-built app.</summary>
    public static WeComCallbackError TryCreate(string token, string encodingAesKey, string receiveId, out WeComCallbackCrypto? crypto)
    {
        crypto = null;
        if (DecodeKey(encodingAesKey) is not { } key)
            return WeComCallbackError.IllegalAesKey;
        crypto = new WeComCallbackCrypto(token, key, receiveId);
        return WeComCallbackError.None;
    }

    public static bool IsEncodingAesKey(string text) => DecodeKey(text) is not null;

    public string Sign(string timestamp, string nonce, string encrypt)
    {
        string[] parts = [token, timestamp, nonce, encrypt];
        // The culture's order is another order: it breaks signatures whose parts differ in case.
        Array.Sort(parts, StringComparer.Ordinal);
#pragma warning disable CA5350 // the protocol prescribes SHA-1
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
#pragma warning restore CA5350
    }

    /// <summary>Verifies the signature, then decrypts. <paramref name="message"/> is empty unless the result is <see cref="WeComCallbackError.None"/>.</summary>
    public WeComCallbackError TryOpen(string signature, string timestamp, string nonce, string encrypt, out string message)
    {
        message = "";
        var expected = Encoding.UTF8.GetBytes(Sign(timestamp, nonce, encrypt));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature)))
            return WeComCallbackError.SignatureMismatch;
        return TryDecrypt(encrypt, out message);
    }

    /// <summary>Encrypts <paramref name="message"/>; <paramref name="random"/> is for known answers and must be 16 bytes.</summary>
    public string Seal(string message, ReadOnlySpan<byte> random)
    {
        if (random.Length != RandomBytes)
            throw new ArgumentException($"The random prefix is {RandomBytes} bytes.", nameof(random));
        var messageBytes = Encoding.UTF8.GetByteCount(message);
        var plainBytes = HeadBytes + messageBytes + receiveId.Length;
        var pad = PadBlock - plainBytes % PadBlock;
        var padded = new byte[plainBytes + pad];
        random.CopyTo(padded);
        BinaryPrimitives.WriteUInt32BigEndian(padded.AsSpan(RandomBytes), (uint)messageBytes);
        Encoding.UTF8.GetBytes(message, padded.AsSpan(HeadBytes));
        receiveId.CopyTo(padded, HeadBytes + messageBytes);
        padded.AsSpan(plainBytes).Fill((byte)pad);
        using var aes = CreateAes();
        return Convert.ToBase64String(aes.EncryptCbc(padded, Iv, PaddingMode.None));
    }

    public string Seal(string message) => Seal(message, RandomNumberGenerator.GetBytes(RandomBytes));

    private WeComCallbackError TryDecrypt(string encrypt, out string message)
    {
        message = "";
        var cipher = new byte[encrypt.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64String(encrypt, cipher, out var cipherBytes) || cipherBytes == 0)
            return WeComCallbackError.Base64DecodeFailed;
        return TryOpenMedia(cipher.AsSpan(0, cipherBytes), out var plain) ? TryRead(plain, out message) : WeComCallbackError.DecryptFailed;
    }

    /// <summary>Opens a file as the platform seals it: the key and the padding of messages, without their head. False where it is none.</summary>
    public bool TryOpenMedia(ReadOnlySpan<byte> cipher, out byte[] plain)
    {
        plain = [];
        if (cipher.IsEmpty || cipher.Length % PadBlock != 0)
            return false;
        using var aes = CreateAes();
        // The library's PKCS7 knows pads up to 16 only; here they go up to 32.
        ReadOnlySpan<byte> padded = aes.DecryptCbc(cipher, Iv, PaddingMode.None);
        var pad = padded[^1];
        if (pad is < 1 or > PadBlock || padded[^pad..].ContainsAnyExcept(pad))
            return false;
        plain = padded[..^pad].ToArray();
        return true;
    }

    private WeComCallbackError TryRead(ReadOnlySpan<byte> plain, out string message)
    {
        message = "";
        if (plain.Length < HeadBytes)
            return WeComCallbackError.IllegalBuffer;
        var length = BinaryPrimitives.ReadUInt32BigEndian(plain[RandomBytes..]);
        if (length > (uint)(plain.Length - HeadBytes))
            return WeComCallbackError.IllegalBuffer;
        var rest = plain[HeadBytes..];
        if (!rest[(int)length..].SequenceEqual(receiveId))
            return WeComCallbackError.ReceiveIdMismatch;
        message = Encoding.UTF8.GetString(rest[..(int)length]);
        return WeComCallbackError.None;
    }

    private Aes CreateAes()
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }

    // Keys are 43 random letters, so their last bits are seldom canonical base64; Convert takes them, Base64 and Base64Url do not.
    private static byte[]? DecodeKey(string text)
    {
        if (text.Length != 43 || !text.All(char.IsAsciiLetterOrDigit))
            return null;
        return Convert.FromBase64String(text + "=");
    }
}
