package io.centercontrol.parts.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Makes bearer tokens: JSON Web Tokens (RFC 7519) signed with RS256. */
public final class TokenIssuer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SigningKey key;
    private final Clock clock;

    public TokenIssuer(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** The token in its compact form, as it goes behind {@code Authorization: Bearer}. */
    public String issue(Claims claims) {
        var now = clock.instant();
        var body = new LinkedHashMap<String, Object>();
        body.put("iss", claims.issuer());
        body.put("aud", claims.audience());
        body.put("sub", claims.subject());
        body.put("preferred_username", claims.subject());
        body.put("groups", claims.groups());
        body.put("iat", now.getEpochSecond());
        body.put("exp", now.plus(claims.ttl()).getEpochSecond());
        body.put("jti", UUID.randomUUID().toString());
        body.putAll(claims.more());
        var signed = part(Map.of("alg", "RS256", "typ", "JWT")) + "." + part(body);
        return signed + "." + BASE64.encodeToString(sign(signed));
    }

    private byte[] sign(String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.pair().getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    private static String part(Map<String, ?> json) {
        try {
            return BASE64.encodeToString(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a token", e);
        }
    }
}
