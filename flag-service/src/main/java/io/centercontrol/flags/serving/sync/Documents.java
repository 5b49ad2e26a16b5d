package io.centercontrol.flags.serving.sync;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.flags.serving.Board;
import io.centercontrol.flags.wire.sync.SyncFlagsResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** The documents of the newest board, each made once for all that follow it. */
final class Documents {
    private static final int MOST = 64;

    private String etag = "";
    private final Map<Selector, SyncFlagsResponse> made = new LinkedHashMap<>();

    /** What a client that selects this is sent of a board. */
    synchronized SyncFlagsResponse of(Board board, Selector selector) {
        if (!etag.equals(board.etag())) {
            etag = board.etag();
            made.clear();
        }
        var document = made.get(selector);
        if (document == null) {
            document = SyncFlagsResponse.newBuilder()
                    .setFlagConfiguration(write(board, selector))
                    .build();
            if (made.size() == MOST) {
                made.remove(made.keySet().iterator().next());
            }
            made.put(selector, document);
        }
        return document;
    }

    private static String write(Board board, Selector selector) {
        var text = new StringBuilder("{\"flags\":{");
        var first = true;
        for (var flag : board.flags()) {
            if (selector.selects(flag)) {
                text.append(first ? "" : ",")
                        .append(Json.write(flag.key()))
                        .append(':')
                        .append(flag.definition());
                first = false;
            }
        }
        return text.append("},\"metadata\":{\"version\":")
                .append(Json.write(board.etag().replace("\"", "")))
                .append("}}")
                .toString();
    }
}
