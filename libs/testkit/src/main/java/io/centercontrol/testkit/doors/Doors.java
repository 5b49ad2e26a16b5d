package io.centercontrol.testkit.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running service's REST doors, as its OpenAPI document tells of them, with a good request for each write. Two tests are
 * made of that: that every write waits or says that it cannot, and that bad input is refused and changes nothing.
 */
public final class Doors implements AutoCloseable {
    private static final String NOBODY = "01a20474-66fd-731c-94bd-a664136c02d6";
    private static final int AT_ONCE = 16;

    /** A token may ask 300 times a second; of those that stay below there are enough. */
    private static final int REQUESTS_OF_A_TOKEN = 200;

    private static final int MOST_TRIES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI root;
    private final long seed = Long.getLong("cc.doors.seed", 1);
    private final Map<String, Supplier<Sample>> samples = new LinkedHashMap<>();
    private final HttpClient http1 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpClient http2 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private final AtomicInteger sent = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    /** @param root the service's address */
    public Doors(URI root) {
        this.root = URI.create(root.toString().replaceAll("/$", ""));
    }

    /**
     * A good request for an operation.
     *
     * @param operation such as {@code POST /api/v1/tenants}
     * @param sample makes what the request is about anew each time
     */
    public Doors with(String operation, Supplier<Sample> sample) {
        samples.put(operation, sample);
        return this;
    }

    /** An operation whose body is a document that others define, and may say more than it is read for. */
    public Doors takingMoreThanItReads(String operation) {
        foreign.add(operation);
        return this;
    }

    /** Each write gives {@code propagation} when it is asked to wait, or refuses to with {@code CANNOT_WAIT}. */
    public void eachWriteWaitsOrSaysThatItCannot() {
        for (var operation : operations()) {
            if (!operation.isWrite()) {
                continue;
            }
            if (operation.cannotWait()) {
                var refused = answer(asked(operation, sampleOrAny(operation)).asking("wait", "applied"));
                expect(
                        refused.statusCode() == 400 && text(refused).contains("\"CANNOT_WAIT\""),
                        operation,
                        "says in its description that it cannot wait, but with wait=applied it answers",
                        refused);
            } else if (!operation.query().containsAll(List.of("wait", "timeout"))) {
                failures.add(operation.name() + " has neither wait and timeout nor x-cannot-wait in its description");
            } else if (!samples.containsKey(operation.name())) {
                failures.add(operation.name() + " has no sample here: add one");
            } else {
                var waited =
                        answer(asked(operation, samples.get(operation.name()).get())
                                .asking("wait", "applied")
                                .asking("timeout", "50ms"));
                expect(
                        waited.statusCode() / 100 == 2
                                && !json(waited)
                                        .at("/propagation/status")
                                        .asText()
                                        .isEmpty(),
                        operation,
                        "with wait=applied must succeed and give propagation, but answers",
                        waited);
            }
        }
        assertNone();
    }

    /**
     * Sends everything wrong that {@link Mutations} makes of each operation, several at a time, some by HTTP/2: never a 5xx,
     * never a broken connection, every refusal a problem with a code, and what must be refused changes nothing.
     */
    public void badInputIsRefusedAndChangesNothing() {
        answer(http2, new Asked("GET", "/q/health/live", List.of(), null, "to change to HTTP/2", false, 0));
        for (var operation : operations()) {
            var sample = sampleOrAny(operation);
            var random = new Random(seed ^ operation.name().hashCode());
            var good = asked(operation, sample);
            var before = look(sample);
            var open = operation.method().equals("GET")
                    && answer(good.without("Authorization")).statusCode() == 200;
            // What is open to everybody looks at no token.
            sendAll(
                    operation,
                    good,
                    Mutations.of(operation, good, random).stream()
                            .filter(one -> !open || one.status() != 401)
                            .filter(one -> !foreign.contains(operation.name())
                                    || !one.what().equals("an unknown field"))
                            .toList());
            var after = look(sample);
            if (!before.equals(after)) {
                failures.add(operation.name() + ": what was refused changed " + sample.look() + "\n  before " + before
                        + "\n  after  " + after);
            }
        }
        System.out.printf("%d bad requests with the seed %d (cc.doors.seed)%n", sent.get(), seed);
        assertNone();
    }

    private void sendAll(Operation operation, Asked good, List<Asked> all) {
        var places = new Semaphore(AT_ONCE);
        var answers = new ArrayList<CompletableFuture<?>>();
        for (var one : all) {
            var number = sent.getAndIncrement();
            // What was made of one token is sent with many, but for those whose token is what is wrong.
            var asked = one.status() == 401
                    ? one
                    : one.without("Authorization").with("Authorization", bearer(good, number));
            places.acquireUninterruptibly();
            answers.add(send(number % 3 == 0 ? http2 : http1, asked, MOST_TRIES).handle((answer, failure) -> {
                places.release();
                judge(operation, asked, answer, failure);
                return null;
            }));
        }
        answers.forEach(CompletableFuture::join);
    }

    private CompletableFuture<HttpResponse<byte[]>> send(HttpClient client, Asked asked, int tries) {
        return client.sendAsync(asked.request(root), HttpResponse.BodyHandlers.ofByteArray())
                .orTimeout(PATIENCE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                .thenCompose(answer -> answer.statusCode() == 429 && tries > 0
                        ? CompletableFuture.supplyAsync(
                                        () -> answer,
                                        CompletableFuture.delayedExecutor(
                                                200, java.util.concurrent.TimeUnit.MILLISECONDS))
                                .thenCompose(late -> send(client, asked, tries - 1))
                        : CompletableFuture.completedFuture(answer));
    }

    private void judge(
            Operation operation, Asked asked, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
        var why = failure != null || answer == null ? "no answer: " + failure : wrong(asked, answer);
        if (why != null) {
            failures.add(operation.name() + ", " + asked.what() + ": " + why + "\n  " + asked.curl(root));
        }
    }

    private static @Nullable String wrong(Asked asked, HttpResponse<byte[]> answer) {
        var status = answer.statusCode();
        if (status >= 500) {
            return status + " " + text(answer);
        }
        if (status == 411 && asked.status() == 401) {
            // Where a body is not held in memory it says its length, before anybody looks who sends it.
            return null;
        }
        if (asked.must() && (asked.status() == 0 ? status < 400 : status != asked.status())) {
            return status + " where it must be refused" + (asked.status() == 0 ? "" : " with " + asked.status());
        }
        if (status == 401 && answer.headers().firstValue("WWW-Authenticate").isEmpty()) {
            return "401 without a challenge";
        }
        if (status < 400) {
            return null;
        }
        var type = answer.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/problem+json")) {
            return status + " with " + (type.isEmpty() ? "nothing" : type);
        }
        return json(answer).path("code").asText().isEmpty() ? status + " without a code: " + text(answer) : null;
    }

    private String look(Sample sample) {
        var look = sample.look();
        if (look == null) {
            return "";
        }
        return text(answer(new Asked(
                "GET",
                look,
                List.of(new Asked.Header("Authorization", "Bearer " + token(Role.PLATFORM_ADMIN, 0))),
                null,
                "a look",
                false,
                0)));
    }

    private Sample sampleOrAny(Operation operation) {
        var sample = samples.get(operation.name());
        if (sample != null) {
            return sample.get();
        }
        var any = Sample.of(operation.pathWith(NOBODY));
        return operation.method().equals("GET") || operation.method().equals("DELETE")
                ? any
                : Sample.of(operation.pathWith(NOBODY), "{\"reason\":\"of a test\"}");
    }

    private Asked asked(Operation operation, Sample sample) {
        var headers = new ArrayList<Asked.Header>();
        var own = sample.token();
        headers.add(new Asked.Header("Authorization", "Bearer " + (own == null ? token(sample.role(), 0) : own)));
        var body = sample.body();
        if (body != null) {
            headers.add(new Asked.Header("Content-Type", sample.contentType()));
        }
        sample.headers().forEach((name, value) -> headers.add(new Asked.Header(name, value)));
        return new Asked(
                operation.method(),
                sample.path(),
                headers,
                body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                "a good request",
                false,
                0);
    }

    private String bearer(Asked good, int number) {
        var given = good.headers().getFirst().value();
        return given.equals("Bearer " + token(Role.PLATFORM_ADMIN, 0))
                ? "Bearer " + token(Role.PLATFORM_ADMIN, number / REQUESTS_OF_A_TOKEN)
                : given;
    }

    private final Set<String> foreign = new HashSet<>();
    private final Map<String, String> tokens = new java.util.concurrent.ConcurrentHashMap<>();

    private String token(Role role, int number) {
        return tokens.computeIfAbsent(
                role.text() + number, name -> Environment.current().tokens().of(role, "doors-" + number));
    }

    private List<Operation> operations() {
        var document = new Asked(
                "GET",
                "/q/openapi?format=json",
                List.of(new Asked.Header("Authorization", "Bearer " + token(Role.PLATFORM_ADMIN, 0))),
                null,
                "the document",
                false,
                0);
        return Operation.all(answer(document).body());
    }

    private HttpResponse<byte[]> answer(Asked asked) {
        return answer(http1, asked);
    }

    private HttpResponse<byte[]> answer(HttpClient client, Asked asked) {
        return send(client, asked, MOST_TRIES).join();
    }

    private void expect(boolean so, Operation operation, String what, HttpResponse<byte[]> answer) {
        if (!so) {
            failures.add(operation.name() + " " + what + " " + answer.statusCode() + " " + text(answer));
        }
    }

    private void assertNone() {
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " failures with the seed " + seed + ":\n"
                    + String.join("\n", failures.stream().limit(40).toList()));
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        http1.close();
        http2.close();
    }
}
