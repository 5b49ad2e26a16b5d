package io.centercontrol.kit.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kit.sql.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an entry has at most. Much of it is what strangers sent; what is longer is cut, and ends with a mark that says so. An
 * entry is so never larger than some hundred kilobytes, whatever somebody sends.
 */
final class Bounds {
    /** Of names, ids, addresses. */
    static final int SHORT = 300;

    /** Of sentences. */
    static final int LONG = 1_000;

    private static final String CUT = "…";
    private static final int MOST_ITEMS = 20;
    private static final int MOST_DETAILS = 40;
    private static final int DETAIL = 2_000;

    private Bounds() {}

    /** Without U+0000 too, which PostgreSQL keeps nowhere and no reader of ours takes. */
    static String text(String given, int most) {
        var text = given.indexOf('\0') < 0 ? given : given.replace('\0', '\ufffd');
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + CUT;
    }

    static @Nullable String textOrNull(@Nullable String text, int most) {
        return text == null ? null : text(text, most);
    }

    static <T> List<T> items(List<T> items) {
        return items.size() <= MOST_ITEMS ? items : items.subList(0, MOST_ITEMS);
    }

    /** Values as JSON text: what is too long is the beginning of its text, as a JSON string. */
    static Map<String, String> detail(ObjectMapper mapper, Map<String, Object> given) {
        var kept = new LinkedHashMap<String, String>();
        given.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_DETAILS)
                .forEach(one -> {
                    var json = Rows.write(mapper, one.getValue());
                    kept.put(
                            text(one.getKey(), SHORT),
                            json.length() <= DETAIL ? json : Rows.write(mapper, text(json, DETAIL)));
                });
        return kept;
    }
}
