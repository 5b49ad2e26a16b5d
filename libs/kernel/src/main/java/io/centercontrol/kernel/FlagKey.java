package io.centercontrol.kernel;

/**
 * What a flag's key may be: any text on one line that people can see and tell from another, as flagd's and OpenFeature's keys
 * are. Two texts are two keys when they differ in one UTF-16 unit; nothing is trimmed, folded or normalised.
 */
public final class FlagKey {
    /** UTF-16 units: an imported flag is named by its key, and a name has no more. As UTF-8 it is 300 bytes at most. */
    public static final int LONGEST = 100;

    private FlagKey() {}

    /**
     * Whether a text is one line of 1 to {@value #LONGEST} characters of which something can be seen, with no blank at an end,
     * and without {@code .} and {@code ..} between slashes or backslashes: whoever cleans up a path would take them away, so
     * that nobody could ask for such a flag by OFREP.
     */
    public static boolean isOne(String text) {
        return text.length() <= LONGEST
                && !DisplayText.isBlank(text)
                && DisplayText.isLine(text)
                && WellFormed.isText(text)
                && !Character.isSpaceChar(text.codePointAt(0))
                && !Character.isSpaceChar(text.codePointBefore(text.length()))
                && !DotSegments.in(text);
    }
}
