package io.centercontrol.testkit.doors;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request, and what its answer must be.
 *
 * @param what what is wrong with it
 * @param headers names and values; a name may come twice
 * @param must whether it must be refused; else it may be taken
 * @param status the status that it must be refused with; 0 for any of 4xx
 */
record Asked(
        String method,
        String path,
        List<Header> headers,
        byte @Nullable [] body,
        String what,
        boolean must,
        int status) {
    /** One header. */
    record Header(String name, String value) {}

    Asked with(String header, String value) {
        var all = new ArrayList<>(headers);
        all.add(new Header(header, value));
        return new Asked(method, path, all, body, what, must, status);
    }

    Asked without(String header) {
        return new Asked(
                method,
                path,
                headers.stream()
                        .filter(one -> !one.name().equalsIgnoreCase(header))
                        .toList(),
                body,
                what,
                must,
                status);
    }

    Asked at(String other) {
        return new Asked(method, other, headers, body, what, must, status);
    }

    Asked body(byte[] other) {
        return new Asked(method, path, headers, other, what, must, status);
    }

    /** Must be refused for this. */
    Asked wrong(String why) {
        return new Asked(method, path, headers, body, why, true, 0);
    }

    /** Must be refused for this with 401. */
    Asked stranger(String why) {
        return new Asked(method, path, headers, body, why, true, 401);
    }

    /** May be refused for this. */
    Asked odd(String why) {
        return new Asked(method, path, headers, body, why, false, 0);
    }

    /** The same with one more parameter in its query. */
    Asked asking(String name, String encoded) {
        return at(path + (path.indexOf('?') < 0 ? '?' : '&') + name + '=' + encoded);
    }

    HttpRequest request(URI root) {
        var request = HttpRequest.newBuilder(URI.create(root + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(header -> request.header(header.name(), header.value()));
        return request.build();
    }

    /** As somebody can send it again. */
    String curl(URI root) {
        var said = headers.stream()
                .map(header -> " -H " + quoted(header.name() + ": " + header.value()))
                .collect(Collectors.joining());
        return "curl -i --path-as-is -X " + method + said + (body == null ? "" : " --data-binary " + quoted(body)) + " "
                + quoted(root + path);
    }

    private static String quoted(String text) {
        return quoted(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(byte[] bytes) {
        var text = new StringBuilder("$'");
        for (var one : bytes) {
            if (one >= ' ' && one < 0x7f && one != '\'' && one != '\\') {
                text.append((char) one);
            } else {
                text.append("\\x%02x".formatted(one & 0xff));
            }
        }
        return text.length() > 4_000
                ? text.substring(0, 4_000) + "...'"
                : text.append('\'').toString();
    }
}
