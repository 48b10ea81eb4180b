namespace KexieBot.Channels.WeCom.Callback;

/// <summary>Why a callback was refused: the codes of the platform's own samples (加解密方案说明, 返回码).</summary>
internal enum WeComCallbackError
{
    None = 0,
    SignatureMismatch = -40001,
    Malformed = -40002,
    ShaFailed = -40003,
    IllegalAesKey = -40004,
    ReceiveIdMismatch = -40005,
    EncryptFailed = -40006,
    DecryptFailed = -40007,
    IllegalBuffer = -40008,
    Base64EncodeFailed = -40009,
    Base64DecodeFailed = -40010,
    ReplyFailed = -40011,
}
