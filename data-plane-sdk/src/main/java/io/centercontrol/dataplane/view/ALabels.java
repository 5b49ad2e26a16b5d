package io.centercontrol.dataplane.view;

import java.net.IDN;
import java.text.Normalizer;

/**
 * Labels of host names in letters of other alphabets, as the DNS has them: what browsers ask for (RFC 5891; UTS 46,
 * nontransitional). The platform's own mapping is of 2003. It does most of the work here; what it would read differently is
 * read anew or given up, and never made somebody else's name.
 */
final class ALabels {
    /** Letters of a name to browsers; the mapping of 2003 makes others of them, or nothing. */
    private static final String KEPT = "\u00df\u03c2\u200c\u200d";

    /** Stand for those while a label is mapped; no mapping touches them. */
    private static final String STAND_INS = "\u3400\u3401\u3402\u3403";

    /** Mapped by mistake in 2003, or not at all though nobody sees them. */
    private static final String GIVEN_UP =
            "\u115f\u1160\u17b4\u17b5\u1806\u3164\uffa0\ud87e\udc68\ud87e\udc74\ud87e\udd1f\ud87e\udd5f\ud87e\uddbf";

    private static final int LONGEST = 63;

    private ALabels() {}

    /** The label in ASCII; itself when it has no such form, or none that is beyond doubt. */
    static String of(String label) {
        if (hasAny(label, GIVEN_UP)) {
            return label;
        }
        var keeps = hasAny(label, KEPT);
        if (keeps && hasAny(label, STAND_INS)) {
            return label;
        }
        try {
            var ascii = IDN.toASCII(exchanged(label, KEPT, STAND_INS), IDN.USE_STD3_ASCII_RULES);
            var mapped = exchanged(IDN.toUnicode(ascii), STAND_INS, KEPT);
            if (!isMapped(mapped)) {
                return label;
            }
            if (!keeps) {
                return ascii;
            }
            var written = "xn--" + Punycode.encode(mapped);
            return written.length() > LONGEST ? label : written;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return label;
        }
    }

    /** Letters that got their lower case or their compatible form after 2003 are left as they are by the platform. */
    private static boolean isMapped(String label) {
        return label.codePoints().allMatch(letter -> Character.toLowerCase(letter) == letter)
                && Normalizer.isNormalized(label, Normalizer.Form.NFKC);
    }

    private static boolean hasAny(String label, String letters) {
        return letters.codePoints().anyMatch(letter -> label.indexOf(letter) >= 0);
    }

    private static String exchanged(String label, String those, String forThese) {
        var exchanged = label;
        for (var at = 0; at < those.length(); at++) {
            exchanged = exchanged.replace(those.charAt(at), forThese.charAt(at));
        }
        return exchanged;
    }
}
