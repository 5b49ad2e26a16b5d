package io.centercontrol.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands for a flag's key in a path of the API: the key itself where its characters are fit for one, else {@code ~} and
 * the key's UTF-8 in base64url without padding (RFC 4648, 5). One key has one address, and one address is one key's.
 *
 * @param text as it came, decoded; may be no key's address
 */
public record FlagAddress(String text) {
    private static final String FLAGS = "/api/v1/flags/";
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    /** Resources beside the flags: {@code /flags/export}. */
    private static final Set<String> TAKEN = Set.of("export", "import");

    private static final String MARK = "~";

    /** Where a flag stands. */
    public static FlagAddress of(String key) {
        return new FlagAddress(
                FIT.matcher(key).matches() && !TAKEN.contains(key)
                        ? key
                        : MARK
                                + Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The key that it stands for, whether or not there is such a flag.
     *
     * @throws RefusedException FLAG_NOT_FOUND for what is nobody's address: what is no base64url of a key,
     *     another spelling of it, or a key in base64url that stands for itself
     */
    public String key() {
        var key = text.startsWith(MARK) ? decoded() : text;
        if (!FlagKey.isOne(key)) {
            throw nobodys("");
        }
        var right = of(key);
        if (!right.equals(this)) {
            throw nobodys(" The flag " + key + " would stand at " + right.path() + ".");
        }
        return key;
    }

    private String decoded() {
        try {
            return new String(Base64.getUrlDecoder().decode(text.substring(MARK.length())), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw nobodys("");
        }
    }

    private RefusedException nobodys(String more) {
        return new Refusal.NotFound("FLAG_NOT_FOUND", text + " is no flag's address." + more).asException();
    }

    /** The path of the flag. */
    public String path() {
        return FLAGS + text;
    }

    @Override
    public String toString() {
        return text;
    }
}
