package io.centercontrol.tlog;

/** The names of keys in signed notes: any text without a space or a plus, since those stand between the parts of a line. */
final class KeyName {
    private static final int LONGEST = 255;
    private static final int NEXT_LINE = 0x85;

    private KeyName() {}

    static String checked(String name) {
        var wrong =
                name.isEmpty() || name.length() > LONGEST || name.codePoints().anyMatch(KeyName::isForbidden);
        if (wrong) {
            throw new InvalidFormat("a key's name has 1 to " + LONGEST + " characters, and no space or plus: '"
                    + Text.shown(name) + "'");
        }
        return name;
    }

    private static boolean isForbidden(int point) {
        return point == '+'
                || point < ' '
                || point == NEXT_LINE
                || Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
