package io.centercontrol.testkit.fuzz;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceProcess;
import io.centercontrol.testkit.ServiceStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The packaged service in a process with a heap of 128 MB, and mutated records on everything that it hears: it lives, every
 * partition goes on to its end, what nobody can decode is set aside, and what is counted is what is there.
 *
 * <pre>{@code
 * new ServiceFuzz("plan-service").hears(Contract.TENANTS, Contract.differences("storefront")).run();
 * }</pre>
 */
public final class ServiceFuzz {
    private static final int HEAP = 128;
    private static final int EACH = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String service;
    private final List<Contract.Topic> heard = new ArrayList<>();
    private final List<Contract.Topic> headersAlone = new ArrayList<>();

    /** Of a service whose module's tests these are. */
    public ServiceFuzz(String service) {
        this.service = service;
    }

    /** Topics whose records it decodes. */
    public ServiceFuzz hears(Contract.Topic... topics) {
        heard.addAll(List.of(topics));
        return this;
    }

    /** Topics of which it looks at the headers alone. */
    public ServiceFuzz looksAtHeadersOf(Contract.Topic... topics) {
        headersAlone.addAll(List.of(topics));
        return this;
    }

    /** What else is done while the service runs; it is handed the service's address. */
    public interface Meanwhile {
        /** Fails as a test does. */
        void run(String url) throws Exception;
    }

    /** Fails with what went wrong and the seed. */
    public void run() throws Exception {
        run(url -> {});
    }

    /** The same, and then what is given. */
    public void run(Meanwhile then) throws Exception {
        var seed = new Random().nextLong();
        var stack = new ServiceStack();
        stack.init(Map.of("service", service, "tenant-services", "storefront,shop", "connector", "false"));
        try (var process = ServiceProcess.start(stack.start(), HEAP)) {
            check(process, seed);
            then.run(process.url());
            require(process.isAlive(), "the service has ended", seed);
        } catch (AssertionError e) {
            throw new AssertionError(service + ", seed " + seed + ": " + e.getMessage(), e);
        } finally {
            stack.stop();
        }
    }

    private void check(ServiceProcess process, long seed) throws Exception {
        try (var fuzz = new ConsumerFuzz(Environment.current(), seed)) {
            fuzz.send(EACH, heard);
            fuzz.sendToReadersOfHeaders(EACH, headersAlone);
            fuzz.awaitConsumed(PATIENCE);
            require(process.isAlive(), "the service has ended", seed);
            require(fuzz.unreadable() > fuzz.sent() / 10, "too little of it was unreadable", seed);
            var lost = fuzz.lost();
            require(lost.isEmpty(), "not set aside: " + lost, seed);
            var rows = fuzz.rows();
            var counted = counted(process.url());
            require(counted == rows, rows + " records are set aside, " + counted + " were counted", seed);
            System.out.printf(
                    "%s: %d records sent, %d unreadable, %d set aside%n",
                    service, fuzz.sent(), fuzz.unreadable(), rows);
        }
    }

    private static long counted(String url) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var token = Environment.current().tokens().of(Role.PLATFORM_OPERATOR);
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/q/metrics"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return (long) answer.body()
                    .lines()
                    .filter(line -> line.startsWith("cc_quarantined_total"))
                    // Behind the value an exemplar may stand, with numbers of its own.
                    .mapToDouble(line -> Double.parseDouble(
                            line.substring(line.indexOf("} ") + 2).split(" ")[0]))
                    .sum();
        }
    }

    private static void require(boolean holds, String otherwise, long seed) {
        if (!holds) {
            throw new AssertionError(otherwise + " (seed " + seed + ")");
        }
    }
}
