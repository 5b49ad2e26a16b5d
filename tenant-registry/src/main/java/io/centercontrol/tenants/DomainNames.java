package io.centercontrol.tenants;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Domain names as browsers ask the DNS for them: lower-case ASCII, no trailing dot; other letters as A-labels (RFC 5891) by
 * UTS 46, nontransitional. The Java platform's own mapping is of 2003 and makes somebody else's name of {@code straße}.
 */
public final class DomainNames {
    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.USE_STD3_RULES);

    private DomainNames() {}

    /** The name as it is kept and compared; null when what was typed is none. */
    static @Nullable String ascii(String typed) {
        var info = new IDNA.Info();
        var name = UTS46.nameToASCII(typed.strip(), new StringBuilder(), info).toString();
        var errors = EnumSet.noneOf(IDNA.Error.class);
        errors.addAll(info.getErrors());
        // Browsers take r3---sn.example, and so does the DNS.
        errors.remove(IDNA.Error.HYPHEN_3_4);
        if (!errors.isEmpty()) {
            return null;
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The same for a name that is looked for: what is none stays as it was typed, and is nobody's. */
    public static String compared(String typed) {
        return Objects.requireNonNullElse(ascii(typed), typed);
    }
}
