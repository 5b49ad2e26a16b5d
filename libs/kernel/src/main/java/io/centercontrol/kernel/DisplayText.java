package io.centercontrol.kernel;

import java.util.function.IntPredicate;

/**
 * Texts that people read: names, reasons, descriptions. Something of them can be seen, and nothing in them does what is not
 * seen: control characters, separators of lines, marks that turn the direction of what follows.
 */
public final class DisplayText {
    /** Letters and symbols that have no shape. */
    private static final String SHAPELESS = "\u115f\u1160\u2800\u3164\uffa0";

    private DisplayText() {}

    /** Whether there is nothing to see. */
    public static boolean isBlank(String text) {
        return text.codePoints().noneMatch(DisplayText::isSeen);
    }

    /** Whether a text is one line; what is empty is one too. */
    public static boolean isLine(String text) {
        return text.codePoints().noneMatch(DisplayText::isHidden);
    }

    /** The same of a text that may have several lines. */
    public static boolean isProse(String text) {
        IntPredicate layout = letter -> letter == '\n' || letter == '\r' || letter == '\t';
        return text.codePoints().filter(layout.negate()).noneMatch(DisplayText::isHidden);
    }

    /** Whether a character has a shape of its own. Accents have one on a letter alone. */
    static boolean isSeen(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> SHAPELESS.indexOf(letter) < 0;
        };
    }

    private static boolean isHidden(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> letter >= 0x202a && letter <= 0x202e || letter >= 0x2066 && letter <= 0x2069;
            default -> false;
        };
    }
}
