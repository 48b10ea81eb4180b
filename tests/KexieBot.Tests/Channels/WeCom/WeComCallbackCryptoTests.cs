using System.Text;
using CsCheck;
using KexieBot.Channels.WeCom.Callback;

namespace KexieBot.Tests.Channels.WeCom;

public sealed class WeComCallbackCryptoTests
{
    private const string Token = "kexieToken2026";
    private const string Key = "Zk3QmT9xWb7LcV2nRd8sYp4uHa6jEf1gKo5iNtXwBqM";
    private const string CorpId = "ww8a1f3c5e7b9d0246";
    private const string MessageA = "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";
    private const string MessageB = "Kl7kjoSf6DMD1zh7rtrHjFaDapSCkaOnwu3bqLc5tAybhhMl9pFeK8NslNPVdMwmBQTNoW4mY7AIjeLvEl3NyeTkAgGzBhzTtRLNshw2AEew+kkYcD+Fq72Kt00fT0WnN87hGrW8SqGc+NcT3mu87Ha3dz1pSDi6GaUA6A0sqfde0VJPQbZ9U+3JWcoD4Z5jaU0y9GSh010wsHF8KZD24YhmZH4ch4Ka7ilEbjbfvhKkNL65HHL0J6EYJIZUC2pFrdkJ7MhmEbU2qARR4iQHE7wy24qy0cRX3Mfp6iELcDNfSsPGjUQVDGxQDCWjayJOpcwocugux082f49HKYg84EpHSGXAyh+/oxwaWbvL6aSDPOYuPDGOCI8jmnKiypE+";

    [Theory]
    [InlineData("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3", "1409659589", "263014780", "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==", "1616140317555161061")]
    [InlineData("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7", "477715d11cdb4164915debcba66cb864d751f3e6", "1409659813", "1372623149", MessageA, "<Content><![CDATA[hello]]></Content>\n<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>")]
    [InlineData("hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo", "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt", "ww1436e0e65a779aee", "012bc692d0a58dd4b10f8dfe5c4ac00ae211ebeb", "1476416373", "47744683", "fsi1xnbH4yQh0+PJxcOdhhK6TDXkjMyhEPA7xB2TGz6b+g7xyAbEkRxN/3cNXW9qdqjnoVzEtpbhnFyq6SVHyA==", "1288432023552776189")]
    [InlineData("hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo", "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt", "ww1436e0e65a779aee", "0c3914025cb4b4d68103f6bfc8db550f79dcf48e", "1476422779", "1597212914", MessageB, "<Content>你好</Content>")]
    public void The_platforms_own_samples_open(string token, string key, string corpId, string signature, string timestamp, string nonce, string encrypt, string contained)
    {
        var error = Crypto(token, key, corpId).TryOpen(signature, timestamp, nonce, encrypt, out var message);

        error.ShouldBe(WeComCallbackError.None);
        message.ShouldContain(contained);
    }

    [Theory]
    [InlineData("pamtest", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wxb11529c136998cb6", "aaaabbbbccccdddd", "我是中文abcd123", "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==")]
    public void Sealing_with_the_samples_random_gives_the_samples_bytes(string token, string key, string id, string random, string message, string encrypt) =>
        Crypto(token, key, id).Seal(message, Encoding.ASCII.GetBytes(random)).ShouldBe(encrypt);

    [Theory]
    [InlineData("sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg", "Wm3WZYTPz0wzccnW", 1414587457, "http://mp.weixin.qq.com?params=value", "0f9de62fce790f9a083d5c99e95740ceb90c27ed")]
    public void The_JS_SDK_signature_is_the_samples(string ticket, string nonce, long timestamp, string url, string signature)
    {
        WeComJsSdkSignature.Of(ticket, nonce, timestamp, url).ShouldBe(signature);
        WeComJsSdkSignature.Of(ticket, nonce, timestamp, url + "#top").ShouldBe(signature);
    }

    [Fact]
    public void Every_known_answer_opens_and_seals_byte_for_byte()
    {
        var vectors = WeComVectors.Load().Sealed.ToList();

        vectors.Count.ShouldBeGreaterThan(30);
        vectors.ShouldAllBe(v => Opens(v) && SealsTheSame(v));
    }

    [Fact]
    public void Every_known_file_opens_byte_for_byte()
    {
        var files = WeComVectors.Load().AibotMedia;

        files.Count.ShouldBeGreaterThan(5);
        files.ShouldAllBe(file => Opened(file) == file.PlainBase64);
        Crypto(Token, Key, "").TryOpenMedia(new byte[33], out _).ShouldBeFalse();
        Crypto(Token, Key, "").TryOpenMedia([], out _).ShouldBeFalse();
    }

    [Fact]
    public void Every_known_signature_and_fixed_encryption_comes_out()
    {
        var vectors = WeComVectors.Load();

        vectors.SignatureOnly.Concat(vectors.SortTraps).ShouldAllBe(v => Crypto(v.Token, Key, "").Sign(v.Timestamp, v.Nonce, v.Encrypt) == v.MsgSignature);
        vectors.EncryptFixedRandom.ShouldAllBe(v => SealsTheSame(v));
        vectors.JsSdk.ShouldAllBe(v => WeComJsSdkSignature.Of(v.Ticket, v.NonceStr, v.Timestamp, v.Url) == v.Signature);
    }

    [Fact]
    public void Every_known_forgery_is_refused_with_its_code()
    {
        var vectors = WeComVectors.Load();

        foreach (var v in vectors.Negative)
            ((int)Crypto(v.Token, v.EncodingAesKey, v.ReceiveId).TryOpen(v.MsgSignature, v.Timestamp, v.Nonce, v.Encrypt, out _)).ShouldBe(v.ExpectedErrorCode, v.Id);
        foreach (var v in vectors.NegativeKeys)
            ((int)WeComCallbackCrypto.TryCreate(Token, v.EncodingAesKey, CorpId, out _)).ShouldBe(v.ExpectedErrorCode, v.Id);
        foreach (var v in vectors.NegativeBodies)
            ((int)WeComEnvelope.TryRead(v.Body!, out _)).ShouldBe(v.ExpectedErrorCode, v.Id);
    }

    [Fact]
    public void What_is_sealed_opens_again_at_every_length() =>
        Gen.Int[0, 200].SelectMany(n => Gen.Char.Array[n]).Select(chars => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(new string(chars))))
            .Sample(text => Open(Crypto(), Crypto().Seal(text), "1", "n") == text, iter: 2000);

    [Fact]
    public void One_changed_bit_of_anything_signed_breaks_the_signature()
    {
        var crypto = Crypto();
        var encrypt = crypto.Seal("签收 7");
        string[] signed = ["1767225600", "nonce42", encrypt];
        var signature = crypto.Sign(signed[0], signed[1], signed[2]);

        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 10_000], Gen.Int[0, 6]).Sample((which, at, bit) =>
        {
            var changed = (string[])signed.Clone();
            var letters = changed[which].ToCharArray();
            letters[at % letters.Length] ^= (char)(1 << bit);
            changed[which] = new string(letters);
            return crypto.TryOpen(signature, changed[0], changed[1], changed[2], out _) == WeComCallbackError.SignatureMismatch;
        });
    }

    [Fact]
    public void Garbage_under_a_true_signature_is_an_error_and_never_a_throw() =>
        Gen.Byte.Array[0, 512].Sample(bytes =>
        {
            var crypto = Crypto();
            var encrypt = Convert.ToBase64String(bytes);
            return crypto.TryOpen(crypto.Sign("1", "n", encrypt), "1", "n", encrypt, out _) != WeComCallbackError.None;
        });

    [Fact]
    public void Another_corporations_message_is_refused() =>
        Crypto().TryOpen(Sign(Crypto(id: "wwother"), out var encrypt), "1", "n", encrypt, out _).ShouldBe(WeComCallbackError.ReceiveIdMismatch);

    [Theory]
    [InlineData("")]
    [InlineData("Zk3QmT9xWb7LcV2nRd8sYp4uHa6jEf1gKo5iNtXwBqM=")]
    [InlineData("Zk3QmT9xWb7LcV2nRd8sYp4uHa6jEf1gKo5iNtXwB M")]
    public void A_key_that_is_not_43_letters_and_digits_is_refused(string key) =>
        WeComCallbackCrypto.TryCreate(Token, key, CorpId, out _).ShouldBe(WeComCallbackError.IllegalAesKey);

    private static bool Opens(WeComVector v) =>
        Crypto(v.Token, v.EncodingAesKey, v.ReceiveId).TryOpen(v.MsgSignature, v.Timestamp, v.Nonce, v.Encrypt, out var message) == WeComCallbackError.None && message == v.Plain;

    private static bool SealsTheSame(WeComVector v) =>
        Crypto(v.Token, v.EncodingAesKey, v.ReceiveId).Seal(v.Plain!, Convert.FromHexString(v.RandomHex!)) == v.Encrypt;

    private static string Open(WeComCallbackCrypto crypto, string encrypt, string timestamp, string nonce)
    {
        crypto.TryOpen(crypto.Sign(timestamp, nonce, encrypt), timestamp, nonce, encrypt, out var message).ShouldBe(WeComCallbackError.None);
        return message;
    }

    private static string Sign(WeComCallbackCrypto crypto, out string encrypt) => crypto.Sign("1", "n", encrypt = crypto.Seal("x"));

    private static WeComCallbackCrypto Crypto(string token = Token, string key = Key, string id = CorpId)
    {
        WeComCallbackCrypto.TryCreate(token, key, id, out var crypto).ShouldBe(WeComCallbackError.None);
        return crypto!;
    }

    private static string? Opened(WeComMediaVector file) =>
        Crypto("", file.EncodingAesKey, "").TryOpenMedia(Convert.FromBase64String(file.CipherBase64), out var plain) ? Convert.ToBase64String(plain) : null;
}
