package io.centercontrol.testkit.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.AuditTrail;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.document.AnswerRules;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running service's REST doors, as its OpenAPI document tells of them, with a good request for each write. Two tests are
 * made of that: that every operation does what the document says, a write waits or says that it cannot, and that bad input is
 * refused and changes nothing. Every answer is held against the document.
 */
public final class Doors implements AutoCloseable {
    private static final String QUARANTINE = "POST /api/v1/admin/quarantine";
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
    private final Set<String> unseen = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Places places = new Places();
    private @Nullable Description description;

    /** The service's own words. */
    private record Description(List<Operation> operations, AnswerRules rules) {}

    /** @param root the service's address */
    public Doors(URI root) {
        this.root = URI.create(root.toString().replaceAll("/$", ""));
        // What the kit gives to each service.
        with("POST /api/v1/admin/republish", () -> Sample.of("/api/v1/admin/republish"));
        with(QUARANTINE + "/replay", () -> Sample.of("/api/v1/admin/quarantine/replay"));
    }

    /** What the service sets aside, and what can be done with it, on a topic that it decodes every record of. */
    public Doors hearing(Contract.Topic topic) {
        for (var verb : List.of("replay", "drop")) {
            with(QUARANTINE + "/{id}/" + verb, () -> {
                var address = "/api/v1/admin/quarantine/" + setAside(topic);
                return Sample.of(address + "/" + verb).seenAt(address);
            });
        }
        return this;
    }

    /** The number of a record that nobody can decode, as soon as it is set aside. */
    private String setAside(Contract.Topic topic) {
        var key = EventWriter.newId().toString();
        try (var events = new EventWriter(Environment.current())) {
            events.raw(topic, key, new byte[] {1, 2, 3});
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = json(get("/api/v1/admin/quarantine?key=" + key)).at("/items/0/id");
            if (found.isNumber()) {
                return found.asText();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(topic.name() + " is not heard: nothing was set aside in " + PATIENCE);
            }
            LockSupport.parkNanos(100_000_000);
        }
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

    /** A read that nothing here can be made for: it is only asked for what is not there. */
    public Doors findingNothing(String operation) {
        unseen.add(operation);
        return this;
    }

    /**
     * Each write gives {@code propagation} when it is asked to wait, or refuses to with {@code CANNOT_WAIT}; each read finds
     * what the writes have made; and all of them answer as the document says.
     */
    public void eachDoesWhatTheDocumentSays() {
        var operations = operations();
        operations.stream().filter(Operation::isWrite).forEach(this::waitsOrSaysThatItCannot);
        var reads = operations.stream()
                .filter(operation -> !operation.isWrite())
                .sorted(java.util.Comparator.comparing(Operation::pathParameters))
                .toList();
        reads.forEach(this::finds);
        assertNone();
    }

    private void waitsOrSaysThatItCannot(Operation operation) {
        if (operation.cannotWait()) {
            var refused =
                    answer(operation, asked(operation, sampleOrAny(operation)).asking("wait", "applied"));
            expect(
                    refused.statusCode() == 400 && text(refused).contains("\"CANNOT_WAIT\""),
                    operation,
                    "says in its description that it cannot wait, but with wait=applied it answers",
                    refused);
            if (samples.containsKey(operation.name())) {
                succeeds(
                        operation,
                        asked(operation, samples.get(operation.name()).get()));
            } else {
                failures.add(operation.name() + " has no sample here, so nobody knows whether it does anything");
            }
        } else if (!operation.query().containsAll(List.of("wait", "timeout"))) {
            failures.add(operation.name() + " has neither wait and timeout nor x-cannot-wait in its description");
        } else if (!samples.containsKey(operation.name())) {
            failures.add(operation.name() + " has no sample here: add one");
        } else {
            var asked = asked(operation, samples.get(operation.name()).get())
                    .asking("wait", "applied")
                    .asking("timeout", "50ms");
            if (!operation.cannotDryRun()) {
                succeeds(operation, asked.asking("dryRun", "true"));
            }
            var waited = succeeds(operation, asked);
            expect(
                    !json(waited).at("/propagation/status").asText().isEmpty(),
                    operation,
                    "with wait=applied must give propagation, but answers",
                    waited);
        }
    }

    private HttpResponse<byte[]> succeeds(Operation operation, Asked asked) {
        var answer = answer(operation, asked);
        expect(answer.statusCode() / 100 == 2, operation, "with a good request must succeed, but answers", answer);
        if (answer.statusCode() / 100 == 2) {
            if (!operation.method().equals("DELETE")) {
                places.learn(operation.path(), asked.path());
            }
            answer.headers()
                    .firstValue("Location")
                    .ifPresent(made -> operations().stream()
                            .filter(one -> !one.isWrite())
                            .forEach(one ->
                                    places.learn(one.path(), URI.create(made).getPath())));
        }
        return answer;
    }

    private void finds(Operation operation) {
        var sample = samples.get(operation.name());
        var path = sample == null ? places.fill(operation.path()).orElse(null) : operation.path();
        if (unseen.contains(operation.name())) {
            answer(operation, asked(operation, sampleOrAny(operation)));
        } else if (path == null) {
            failures.add(operation.name() + " has nothing here that it finds: add a sample");
        } else {
            var asked = asked(operation, sample == null ? Sample.of(path) : sample.get());
            var answer = succeeds(operation, asked);
            places.learn(operation.path(), asked.path(), json(answer), operations());
        }
    }

    /**
     * Sends everything wrong that {@link Mutations} makes of each operation, several at a time, some by HTTP/2: never a 5xx,
     * never a broken connection, every refusal a problem with a code, and what must be refused changes nothing.
     */
    public void badInputIsRefusedAndChangesNothing() {
        send(http2, new Asked("GET", "/q/health/live", List.of(), null, "to change to HTTP/2", false, 0), MOST_TRIES)
                .join();
        for (var operation : operations()) {
            var sample = sampleOrAny(operation);
            var random = new Random(seed ^ operation.name().hashCode());
            var good = asked(operation, sample);
            var before = look(sample);
            var open = operation.method().equals("GET")
                    && answer(operation, good.without("Authorization")).statusCode() == 200;
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

    /** Whoever has a good token and no role is let in nowhere but where everybody is, and each such refusal is told. */
    public void eachRefusalIsTold() {
        var nobody = "Bearer "
                + Environment.current()
                        .tokens()
                        .of(new Claims(
                                "doors-nobody",
                                List.of(),
                                Claims.ISSUER,
                                Claims.AUDIENCE,
                                Duration.ofHours(1),
                                Map.of()));
        var denied = new ArrayList<Operation>();
        for (var operation : operations()) {
            var asked = asked(operation, Sample.of(operation.pathWith(NOBODY)))
                    .without("Authorization")
                    .with("Authorization", nobody);
            var status = answer(operation, asked).statusCode();
            if (status == 403) {
                denied.add(operation);
            } else if (status != 200 && status != 415) {
                // A body of another media type is refused before anybody looks who sends it.
                failures.add(operation.name() + " answers " + status + " to who has no role");
            }
        }
        try (var trail = AuditTrail.open()) {
            for (var operation : denied) {
                trail.await(
                        "access.denied",
                        entry -> "doors-nobody".equals(entry.getActor().getSubject())
                                && entry.getRequest().getMethod().equals(operation.method())
                                && entry.getRequest().getPath().equals(operation.path())
                                && "ROLE_REQUIRED".equals(entry.getReason()));
            }
        }
        System.out.printf("%d refusals were told%n", denied.size());
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
        } else if (answer != null && !(answer.statusCode() == 415 && asked.body() == null)) {
            // The media type of no body is refused all the same; no client sends one.
            holdAgainstTheDocument(operation, asked, answer);
        }
    }

    private void holdAgainstTheDocument(Operation operation, Asked asked, HttpResponse<byte[]> answer) {
        description()
                .rules()
                .brokenBy(operation.method(), operation.path(), answer.statusCode(), answer.headers(), answer.body())
                .forEach(broken -> failures.add(operation.name() + ", " + asked.what() + ": " + broken + "\n  "
                        + shortened(text(answer)) + "\n  " + asked.curl(root)));
    }

    private static String shortened(String text) {
        return text.length() < 1_000 ? text : text.substring(0, 1_000) + "...";
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
        return text(get(look));
    }

    private HttpResponse<byte[]> get(String address) {
        var asked = new Asked(
                "GET",
                address,
                List.of(new Asked.Header("Authorization", "Bearer " + token(Role.PLATFORM_ADMIN, 0))),
                null,
                "a look",
                false,
                0);
        return send(http1, asked, MOST_TRIES).join();
    }

    private Sample sampleOrAny(Operation operation) {
        var sample = samples.get(operation.name());
        if (sample != null) {
            return sample.get();
        }
        return Sample.of(operation.pathWith(NOBODY));
    }

    private Asked asked(Operation operation, Sample sample) {
        var headers = new ArrayList<Asked.Header>();
        var own = sample.token();
        headers.add(new Asked.Header("Authorization", "Bearer " + (own == null ? token(sample.role(), 0) : own)));
        var body = body(operation, sample);
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

    private static @Nullable String body(Operation operation, Sample sample) {
        if (sample.content() != null) {
            return sample.content();
        }
        if (!(operation.example() instanceof ObjectNode example)) {
            return null;
        }
        var body = example.deepCopy();
        sample.said().forEach((field, value) -> body.set(field, JSON.valueToTree(value)));
        return body.toString();
    }

    private String bearer(Asked good, int number) {
        var given = good.headers().getFirst().value();
        return given.equals("Bearer " + token(Role.PLATFORM_ADMIN, 0))
                ? "Bearer " + token(Role.PLATFORM_ADMIN, number / REQUESTS_OF_A_TOKEN)
                : given;
    }

    private String token(Role role, int number) {
        return tokens.computeIfAbsent(
                role.text() + number, name -> Environment.current().tokens().of(role, "doors-" + number));
    }

    private List<Operation> operations() {
        return description().operations();
    }

    private Description description() {
        var known = description;
        if (known == null) {
            var bytes = get("/q/openapi?format=json").body();
            known = new Description(Operation.all(bytes), new AnswerRules(bytes));
            description = known;
        }
        return known;
    }

    private HttpResponse<byte[]> answer(Operation operation, Asked asked) {
        var answer = send(http1, asked, MOST_TRIES).join();
        holdAgainstTheDocument(operation, asked, answer);
        return answer;
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
