package io.centercontrol.evaluation;

/** How large a definition may be. What is beyond is refused when it is written, and again by every reader. */
public final class Limits {
    /** Bytes of one definition, with its references resolved and its layers compiled in. */
    public static final int DEFINITION_BYTES = 256 * 1024;

    /** Bytes of one document of many flags. */
    public static final int DOCUMENT_BYTES = 16 * 1024 * 1024;

    /** Levels of nesting in one definition, as its author writes it. */
    public static final int DEPTH = 64;

    /** Variants of one flag. */
    public static final int VARIANTS = 100;

    /** The whole numbers that every JSON parser keeps exactly. */
    public static final long LARGEST_NUMBER = (1L << 53) - 1;

    /** Layers are put around an author's targeting, which may be as deep as it likes within {@link #DEPTH}. */
    static final int COMPILED_DEPTH = DEPTH + 8;

    private Limits() {}
}
