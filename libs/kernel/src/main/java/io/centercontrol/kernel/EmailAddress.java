package io.centercontrol.kernel;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Whether a text is an e-mail address that mail can be sent to (RFC 5321, 4.1.2; RFC 6531), and that people can see. */
public final class EmailAddress {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\P{ASCII}-]++";
    private static final String QUOTED = "\"(?:[\\P{ASCII} -~&&[^\"\\\\]]|\\\\[ -~])*+\"";
    private static final String LABEL = "[A-Za-z0-9\\P{ASCII}](?:[A-Za-z0-9\\P{ASCII}-]{0,61}[A-Za-z0-9\\P{ASCII}])?";
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*+|" + QUOTED);
    private static final Pattern DOMAIN = Pattern.compile(
            LABEL + "(?:\\." + LABEL + ")*|\\[(?:(?:[0-9]{1,3}\\.){3}[0-9]{1,3}|IPv6:[0-9A-Fa-f:.]{2,45})]");

    private EmailAddress() {}

    /** Whether it is one, of at most 254 bytes. */
    public static boolean isValid(String text) {
        var at = text.lastIndexOf('@');
        return at > 0
                && bytes(text) <= LONGEST
                && bytes(text.substring(0, at)) <= LONGEST_LOCAL_PART
                && LOCAL_PART.matcher(text.substring(0, at)).matches()
                && DOMAIN.matcher(text.substring(at + 1)).matches()
                && text.codePoints().allMatch(EmailAddress::isSeen);
    }

    private static boolean isSeen(int letter) {
        return letter == ' ' || DisplayText.isSeen(letter) || Character.getType(letter) == Character.NON_SPACING_MARK;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
