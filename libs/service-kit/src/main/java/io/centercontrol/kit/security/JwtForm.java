package io.centercontrol.kit.security;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.centercontrol.kernel.WellFormed;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;

/**
 * Whether a token has the form of a signed JWT: Base64url, JSON objects of bounded depth, members of the types that RFC 7515
 * and RFC 7519 give them. Asked when the issuer's library failed on one in another way than to refuse it.
 */
final class JwtForm {
    private static final int DEEPEST = 16;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    private static final Set<String> TEXTS =
            Set.of("alg", "kid", "typ", "cty", "jku", "x5u", "x5t", "x5t#S256", "iss", "sub", "jti");
    private static final Set<String> NUMBERS = Set.of("exp", "nbf", "iat", "auth_time");

    private JwtForm() {}

    static boolean isGood(String token) {
        var parts = token.split("\\.", -1);
        return parts.length == 3 && isGoodObject(parts[0], "alg") && isGoodObject(parts[1], "") && isBase64(parts[2]);
    }

    private static boolean isBase64(String part) {
        try {
            return Base64.getUrlDecoder().decode(part).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isGoodObject(String part, String needed) {
        try {
            var bytes = Base64.getUrlDecoder().decode(part);
            if (WellFormed.flaw(bytes) != null) {
                return false;
            }
            try (var parser = JSON.createParser(bytes)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return false;
                }
                var found = needed.isEmpty();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var name = parser.currentName();
                    var value = parser.nextToken();
                    if ((TEXTS.contains(name) && value != JsonToken.VALUE_STRING)
                            || (NUMBERS.contains(name) && !value.isNumeric())) {
                        return false;
                    }
                    found |= name.equals(needed);
                    parser.skipChildren();
                }
                return found && parser.nextToken() == null;
            }
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }
}
