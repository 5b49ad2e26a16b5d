package io.centercontrol.kernel;

/** What whoever cleans up a path takes away, so that another path is left. */
public final class DotSegments {
    private DotSegments() {}

    /** Whether something between two slashes or backslashes of a text is {@code .} or {@code ..}. */
    public static boolean in(String text) {
        for (var part : text.split("[/\\\\]", -1)) {
            if (part.equals(".") || part.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
