package io.centercontrol.local.cli;

import io.centercontrol.local.page.ApiPage;
import io.centercontrol.local.services.Service;
import io.centercontrol.local.services.Services;
import io.centercontrol.local.watch.Memory;
import io.centercontrol.parts.wiring.Addresses;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code up} ends with. */
final class Summary {
    private Summary() {}

    /**
     * Lines for a person who has never seen this before.
     *
     * @param page the address of the page of the APIs, if there is one
     * @param seconds from the command to ready
     * @param bytes of memory in all
     */
    static List<String> lines(
            Addresses addresses, StackOption option, Optional<String> page, double seconds, long bytes) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(
                "Center Control is ready after %.1f s and takes %s of memory.".formatted(seconds, Memory.text(bytes)));
        lines.add("");
        for (var service : Services.ALL) {
            lines.add("  %-22s %s".formatted(service.name(), url(service, option.offset())));
        }
        lines.add("  %-22s %s".formatted("PostgreSQL", Addresses.HOST + ":" + addresses.postgres()));
        lines.add("  %-22s %s".formatted("Kafka", addresses.bootstrap()));
        lines.add("  %-22s %s".formatted("Kafka Connect", addresses.connectUrl()));
        lines.add("  %-22s %s".formatted("schema registry", addresses.registryUrl()));
        lines.add("");
        page.map(Summary::browser).ifPresent(lines::add);
        lines.add("A token:   ./center-control token platform-admin" + option.again());
        lines.add("Try:       ./center-control demo" + option.again());
        lines.add("           ./center-control status" + option.again());
        lines.add("           curl -H \"Authorization: Bearer $(./center-control token platform-viewer" + option.again()
                + ")\" " + url(Services.ALL.getFirst(), option.offset()) + "/api/v1/tenants");
        return lines;
    }

    private static String browser(String page) {
        var port = URI.create(page).getPort();
        return ApiPage.isOpenedByBrowsers(port)
                ? "In a browser: " + page + " has the APIs to read and to try; paste a token there."
                : "In a browser: no browser opens port " + port
                        + ", where the APIs could be read and tried; take another" + " --port-offset for that.";
    }

    private static String url(Service service, int offset) {
        return "http://" + Addresses.HOST + ":" + (service.port() + offset);
    }
}
