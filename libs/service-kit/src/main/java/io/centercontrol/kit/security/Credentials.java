package io.centercontrol.kit.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of what stands in {@code Authorization}: a bearer token of RFC 6750, 2.1, which is a JWT in its compact form (RFC
 * 7519) when it has dots. What has no such form opens nothing, and libraries stumble over it.
 */
public final class Credentials {
    /** The challenge of a request without a bearer token (RFC 6750, 3.1). */
    public static final String CHALLENGE = "Bearer";

    /** The challenge of one with a token that opens nothing. */
    public static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";

    /** The challenge of one with a token that does not open this. */
    public static final String INSUFFICIENT_SCOPE = "Bearer error=\"insufficient_scope\"";

    private static final String SCHEME = "Bearer ";
    private static final int JWT_PARTS = 3;

    private Credentials() {}

    /** What a request brings. */
    public enum Form {
        NONE,
        BEARER,
        /** Of a scheme that the platform does not know. */
        FOREIGN,
        MALFORMED
    }

    /** The form of all {@code Authorization} headers of a request. */
    public static Form form(List<String> headers) {
        if (headers.isEmpty()) {
            return Form.NONE;
        }
        var header = headers.getFirst();
        if (headers.size() > 1 || header.isBlank()) {
            return Form.MALFORMED;
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return header.equalsIgnoreCase(SCHEME.strip()) ? Form.MALFORMED : Form.FOREIGN;
        }
        return isToken(header, SCHEME.length()) ? Form.BEARER : Form.MALFORMED;
    }

    /** The bearer token of a header; null when it has none. */
    public static @Nullable String token(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    private static boolean isToken(String header, int from) {
        var dots = 0;
        var sinceDot = 0;
        for (var at = from; at < header.length(); at++) {
            var one = header.charAt(at);
            if (one == '.') {
                dots++;
                if (sinceDot == 0) {
                    return false;
                }
                sinceDot = 0;
            } else if (isOfToken(one)) {
                sinceDot++;
            } else {
                return false;
            }
        }
        // The last part of a JWT is its signature: without one it is nobody's.
        return sinceDot > 0 && (dots == 0 || dots == JWT_PARTS - 1);
    }

    private static boolean isOfToken(char one) {
        return (one >= 'a' && one <= 'z')
                || (one >= 'A' && one <= 'Z')
                || (one >= '0' && one <= '9')
                || "-_~+/=".indexOf(one) >= 0;
    }
}
