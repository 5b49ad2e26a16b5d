package io.centercontrol.kit.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.kernel.Ascii;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.problem.IdempotencyKeyReusedException;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * How every write goes through the REST door: once for each {@code Idempotency-Key}, and not at all with {@code
 * dryRun=true}.
 *
 * <p>The {@code Idempotency-Key} header (IETF draft-ietf-httpapi-idempotency-key-header): a POST that is sent again with the
 * same key and body gets the same answer, and happens once.
 *
 * <p>The key is claimed in the same transaction as the change, so that a crash between the two can neither lose the answer
 * nor repeat the change. A second request that comes while the first still runs waits for it at the key's row. Refused
 * requests leave no trace: what was refused may be tried again.
 *
 * <p>A dry run does all of the work and rolls it back, so that it meets the same locks and rules as the real thing.
 */
@RequestScoped
public class Writes {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private static final Set<String> WAITING = Set.of("wait", "timeout");

    private final Transactions transactions;
    private final ObjectMapper json;
    private final Caller caller;
    private final RoutingContext request;
    private final Rounds rounds;
    private final Audit audit;

    Writes(
            Transactions transactions,
            ObjectMapper json,
            Caller caller,
            RoutingContext request,
            Rounds rounds,
            Audit audit) {
        this.transactions = transactions;
        this.json = json;
        this.caller = caller;
        this.request = request;
        this.rounds = rounds;
        this.audit = audit;
    }

    /**
     * Does a write once and answers it: the way of nearly all of them.
     *
     * @param body the request as it was understood
     * @param work joins the transaction that is open when it is subscribed to
     * @see #once
     */
    public <V> Uni<RestResponse<V>> answer(Object body, Supplier<Uni<Answer<V>>> work) {
        return once(body, work).map(Answer::toResponse);
    }

    /**
     * Answers from the kept answer when there is one; else does the work and keeps its answer. Without the header, the work
     * is simply done.
     *
     * @param body the request as it was understood; its JSON is what must be the same
     * @param work joins the transaction that is open when it is subscribed to
     * @return fails with {@code IDEMPOTENCY_KEY_REUSED} when the key was used with another body
     */
    public <V> Uni<Answer<V>> once(Object body, Supplier<Uni<Answer<V>>> work) {
        if (isDryRun()) {
            return transactions
                    .run(() -> work.get().call(transactions::rollBack))
                    .invoke(() -> tellTried(body))
                    .map(this::asDryRun);
        }
        var key = request.request().getHeader("Idempotency-Key");
        if (key == null) {
            return transactions.run(work).invoke(rounds::stir);
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            return Uni.createFrom()
                    .failure(Refusal.Invalid.of(
                                    "",
                                    "INVALID_IDEMPOTENCY_KEY",
                                    "An Idempotency-Key has 1 to 255 visible ASCII characters; a UUID is a good one.")
                            .asException());
        }
        var scope = caller.actor().id() + " " + request.request().method() + " "
                + request.request().path();
        var fingerprint = fingerprint(body);
        return transactions
                .run(session -> claim(session, key, scope, fingerprint)
                        .chain(claimed -> claimed
                                ? work.get().call(answer -> keep(session, key, scope, answer))
                                : this.<V>kept(session, key, scope, fingerprint)))
                .invoke(rounds::stir);
    }

    /** Whether what is done will be rolled back; for work with an effect outside of its transaction. */
    public boolean isDryRun() {
        return Parameters.flag("dryRun", Query.parameter(request, "dryRun"));
    }

    /** What needs a reason is sensitive: that it was tried is told too, since it shows what it would hit. */
    private void tellTried(Object body) {
        var given = Query.parameter(request, "reason");
        var reason =
                given == null ? json.<JsonNode>valueToTree(body).path("reason").asText("") : given;
        if (!reason.isBlank()) {
            audit.tried(request, reason);
        }
    }

    /** Nothing was saved, so there is neither an event nor a new thing at an address. */
    private <V> Answer<V> asDryRun(Answer<V> answer) {
        var body = json.<JsonNode>valueToTree(answer.body());
        if (body instanceof ObjectNode object) {
            object.remove("eventId");
            object.put("dryRun", true);
        }
        return Answer.told(200, body, Map.of());
    }

    private Uni<Boolean> claim(Mutiny.Session session, String key, String scope, String fingerprint) {
        return session.createNativeQuery(
                        "insert into idempotency (key, scope, fingerprint) values (:key, :scope, :fingerprint)"
                                + " on conflict do nothing")
                .setParameter("key", key)
                .setParameter("scope", scope)
                .setParameter("fingerprint", fingerprint)
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    private Uni<Void> keep(Mutiny.Session session, String key, String scope, Answer<?> answer) {
        return session.createNativeQuery("update idempotency set status = :status, headers = :headers, body = :body"
                        + " where key = :key and scope = :scope")
                .setParameter("status", answer.status())
                .setParameter("headers", text(answer.headers()))
                .setParameter("body", text(answer.body()))
                .setParameter("key", key)
                .setParameter("scope", scope)
                .executeUpdate()
                .replaceWithVoid();
    }

    private <V> Uni<Answer<V>> kept(Mutiny.Session session, String key, String scope, String fingerprint) {
        return session.createNativeQuery(
                        "select fingerprint, status, headers, body from idempotency"
                                + " where key = :key and scope = :scope",
                        Object[].class)
                .setParameter("key", key)
                .setParameter("scope", scope)
                .getSingleResult()
                .map(row -> {
                    if (!fingerprint.equals(row[0])) {
                        throw new IdempotencyKeyReusedException();
                    }
                    return read((Integer) row[1], (String) row[2], (String) row[3]);
                });
    }

    private <V> Answer<V> read(Integer status, @Nullable String headers, @Nullable String body) {
        try {
            return Answer.<V>told(status, json.readTree(body), json.readValue(headers, HEADERS))
                    .with("Idempotency-Replayed", "true");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a kept answer cannot be read", e);
        }
    }

    private String fingerprint(Object body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(text(body).getBytes(StandardCharsets.UTF_8));
            digest.update(text(said()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What the query asks for, but how to wait for it: a reason stands there as often as in the body. */
    private Map<String, List<String>> said() {
        var said = new TreeMap<String, List<String>>();
        var parameters = request.queryParams();
        parameters.names().forEach(name -> said.put(Ascii.lower(name), parameters.getAll(name)));
        said.keySet().removeAll(WAITING);
        return said;
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an answer cannot be written", e);
        }
    }
}
