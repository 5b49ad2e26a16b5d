package io.centercontrol.testkit.doors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is known to be there: for each path with parameters a value that leads somewhere, from the requests that were made. */
final class Places {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    /** By a path whose last part is a parameter, such as {@code /api/v1/tenants/{}}: one with a value. */
    private final Map<String, String> known = new HashMap<>();

    /** Learns from a request that something was done with, which begins with the operation's path. */
    void learn(String template, String address) {
        var pattern = template.split("/");
        var values = address.split("\\?", 2)[0].split("/");
        for (var at = 0; at < Math.min(pattern.length, values.length); at++) {
            if (PARAMETER.matcher(pattern[at]).matches()) {
                known.putIfAbsent(
                        anonymous(String.join("/", List.of(pattern).subList(0, at + 1))),
                        String.join("/", List.of(values).subList(0, at + 1)));
            } else if (!pattern[at].equals(values[at])) {
                return;
            }
        }
    }

    /** Learns from the first item of a list what stands below the list. */
    void learn(String list, String address, JsonNode answer, List<Operation> operations) {
        var first = answer.path("items").path(0);
        operations.stream()
                .map(Operation::path)
                .filter(path -> path.startsWith(list + "/{") && path.indexOf('/', list.length() + 1) < 0)
                .findFirst()
                .ifPresent(path -> {
                    var name = path.substring(list.length() + 2, path.length() - 1);
                    for (var field : List.of(name, "id", "key", "name", "service")) {
                        if (first.path(field).isValueNode()) {
                            learn(
                                    path,
                                    address.split("\\?", 2)[0] + "/"
                                            + first.path(field).asText());
                            return;
                        }
                    }
                });
    }

    /** The path with what is known in the places of its parameters; nothing when the last of them is not known. */
    Optional<String> fill(String template) {
        var last = template.lastIndexOf('}') + 1;
        if (last == 0) {
            return Optional.of(template);
        }
        return Optional.ofNullable(known.get(anonymous(template.substring(0, last))))
                .map(place -> place + template.substring(last));
    }

    private static String anonymous(String template) {
        return PARAMETER.matcher(template).replaceAll("{}");
    }
}
