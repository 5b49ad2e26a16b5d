package io.centercontrol.flags.serving.ofrep;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.flags.keys.GoodKey;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.Board;
import io.centercontrol.flags.serving.Boards;
import io.centercontrol.flags.serving.EntityTag;
import io.centercontrol.flags.serving.Piece;
import io.centercontrol.flags.use.OwnUse;
import io.centercontrol.flags.use.model.Road;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.audit.KnownActor;
import io.centercontrol.kit.audit.Templates;
import io.centercontrol.kit.gate.GateOrder;
import io.centercontrol.kit.gate.IncomingBody;
import io.centercontrol.kit.gate.TextSegment;
import io.centercontrol.kit.keys.Pace;
import io.centercontrol.kit.rest.EntityTags;
import io.centercontrol.kit.rest.Query;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * OFREP's addresses. They stand behind the front gate and before everything else: a good key is all that they ask for, and
 * nothing else of the platform opens to one. Who comes without goes on to the platform's own gates, where strangers are
 * slowed down, and is refused behind them.
 */
@ApplicationScoped
class OfrepRoutes {
    private static final Logger LOG = Logger.getLogger(OfrepRoutes.class);
    private static final String ROOT = "/ofrep/";
    private static final String ALL = "/ofrep/v1/evaluate/flags";
    private static final String ONE = ALL + "/";
    private static final String EVENTS = "/ofrep/v1/events";
    private static final String BEARER = "Bearer ";
    private static final CharSequence API_KEY = HttpHeaders.createOptimized("X-API-Key");
    private static final CharSequence ETAG = HttpHeaders.createOptimized("ETag");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    /** Of ADR 0008: what a client heard that has brought it here. */
    private static final Set<String> HEARD = new TreeSet<>(Set.of("flagConfigEtag", "flagConfigLastModified"));

    private static final Set<String> TICKET = Set.of("ticket");
    private static final byte[] FLAGS = "{\"flags\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] STREAMS = ("],\"eventStreams\":[{\"type\":\"sse\",\"endpoint\":{\"requestUri\":\""
                    + EVENTS + "?ticket=")
            .getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\"},\"inactivityDelaySec\":120}]}".getBytes(StandardCharsets.UTF_8);

    private final KeyRing ring;
    private final Boards boards;
    private final DataPlane plane;
    private final EventStreams streams;
    private final Clock clock;
    private final OwnUse use;
    private final Pace pace;

    OfrepRoutes(
            KeyRing ring,
            Boards boards,
            DataPlane plane,
            EventStreams streams,
            Clock clock,
            OwnUse use,
            OfrepConfig config) {
        this.ring = ring;
        this.boards = boards;
        this.plane = plane;
        this.streams = streams;
        this.clock = clock;
        this.use = use;
        this.pace = new Pace(config.perKeyPerSecond());
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, GateOrder.KEYED.priority());
        filters.register(OfrepRoutes::refuse, GateOrder.LAST.priority());
    }

    /** A flag's key, which may be any text. */
    @Produces
    @Singleton
    static TextSegment keys() {
        return new TextSegment(ONE);
    }

    static boolean isOurs(@Nullable String path) {
        return path != null && path.startsWith(ROOT);
    }

    private static void refuse(RoutingContext context) {
        if (isOurs(context.request().path())) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            end(context, OfrepException.unauthorized(), null);
        } else {
            context.next();
        }
    }

    private void answer(RoutingContext context) {
        var path = context.request().path();
        var key = path != null && isOurs(path) ? key(context) : null;
        if (path == null || key == null) {
            context.next();
            return;
        }
        var flag = TextSegment.of(context);
        try {
            if (!pace.allows(key.id(), clock.millis())) {
                context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
                throw OfrepException.tooOften();
            }
            if (path.equals(EVENTS)) {
                mustBe(context, HttpMethod.GET);
                mustKnow(context, TICKET);
                streams.open(context, key);
            } else if (flag != null || path.equals(ALL)) {
                mustBe(context, HttpMethod.POST);
                mustKnow(context, HEARD);
                read(context, key, flag);
            } else {
                throw OfrepException.noSuchAddress();
            }
        } catch (OfrepException e) {
            end(context, e, flag);
        }
    }

    /** A client that can send no header opens its stream with a ticket. */
    private @Nullable GoodKey key(RoutingContext context) {
        var request = context.request();
        var bearer = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return ring.find(bearer.substring(BEARER.length()), Scope.OFREP);
        }
        var apiKey = request.getHeader(API_KEY);
        if (apiKey != null) {
            return ring.find(apiKey, Scope.OFREP);
        }
        var ticket = EVENTS.equals(request.path()) ? context.queryParams().get("ticket") : null;
        return ticket == null ? null : ring.findByTicket(ticket);
    }

    private static void mustBe(RoutingContext context, HttpMethod method) {
        if (!context.request().method().equals(method)) {
            context.response().putHeader(HttpHeaders.ALLOW, method.name());
            throw OfrepException.noSuchMethod();
        }
    }

    private static void mustKnow(RoutingContext context, Set<String> parameters) {
        var wrong = Query.unknown(context, parameters);
        if (!wrong.isEmpty()) {
            throw OfrepException.unknownParameter(wrong.getFirst().message());
        }
    }

    private void read(RoutingContext context, GoodKey key, @Nullable String flag) {
        IncomingBody.collect(
                context,
                Question.MOST_BYTES,
                body -> evaluate(context, key, flag, body),
                () -> end(context, OfrepException.tooLarge(Question.MOST_BYTES), flag));
    }

    private void evaluate(RoutingContext context, GoodKey key, @Nullable String flag, Buffer body) {
        try {
            var board = boards.current();
            if (board == null) {
                context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
                throw OfrepException.notReady();
            }
            var question = Question.read(body, plane);
            if (!key.mayAskFor(question.tenant())) {
                new KnownActor("sdk-key/" + key.id(), key.name()).sends(context);
                throw OfrepException.foreignTenant();
            }
            if (flag == null) {
                all(context, key, board, question);
            } else {
                one(context, key, board, question, flag);
            }
        } catch (OfrepException e) {
            end(context, e, flag);
        } catch (RuntimeException e) {
            LOG.errorf(e, "an OFREP request failed");
            context.fail(500, e);
        }
    }

    private void one(RoutingContext context, GoodKey key, Board board, Question question, String name) {
        var flag = board.byKey().get(name);
        if (flag == null) {
            use.missed(key.name(), name);
            throw OfrepException.notFound(name);
        }
        var found = flag.flag().evaluate(question.context());
        use.asked(key.name(), name, found);
        var piece = flag.piece(found);
        context.response()
                .setStatusCode(piece.failed() ? 400 : 200)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(Buffer.buffer(piece.json()));
    }

    private void all(RoutingContext context, GoodKey key, Board board, Question question) {
        use.handedOver(key.name(), Road.OFREP, "", 1);
        var flags = board.flags();
        var pieces = new Piece[flags.size()];
        var etag = new EntityTag();
        var length = 0;
        for (var at = 0; at < pieces.length; at++) {
            var piece = flags.get(at).evaluate(question.context());
            pieces[at] = piece;
            etag.add(piece);
            length += piece.json().length + 1;
        }
        var tag = etag.text();
        var response = context.response().putHeader(ETAG, tag);
        if (isUnmodified(context, tag, board)) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body(pieces, length, key));
        }
    }

    /**
     * Whether the client has this answer already. Who asks because of a change that this instance has not heard of, or that is
     * over again, gets a whole answer (ADR 0008).
     */
    private static boolean isUnmodified(RoutingContext context, String tag, Board board) {
        var known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known == null || !(known.equals(tag) || known.equals("*") || isAmong(known, tag))) {
            return false;
        }
        var heard =
                context.request().query() == null ? null : context.queryParams().get("flagConfigEtag");
        return heard == null || heard.equals(board.etag());
    }

    /** Compared weakly, as RFC 9110, 13.1.2 has it for a value that is only not sent again. */
    private static boolean isAmong(String known, String tag) {
        try {
            return EntityTags.of("If-None-Match", known).stream().anyMatch(one -> tag.equals('"' + one.opaque() + '"'));
        } catch (RefusedException e) {
            throw OfrepException.malformedHeader(e.refusal().message());
        }
    }

    private Buffer body(Piece[] pieces, int length, GoodKey key) {
        var ticket = key.ticket(clock.millis()).getBytes(StandardCharsets.US_ASCII);
        var body = Buffer.buffer(FLAGS.length + length + STREAMS.length + ticket.length + END.length);
        body.appendBytes(FLAGS);
        for (var at = 0; at < pieces.length; at++) {
            if (at > 0) {
                body.appendByte((byte) ',');
            }
            body.appendBytes(pieces[at].json());
        }
        return body.appendBytes(STREAMS).appendBytes(ticket).appendBytes(END);
    }

    private static String template(@Nullable String path) {
        if (path == null) {
            return ROOT;
        }
        return path.startsWith(ONE)
                ? ONE + "{key}"
                : path.equals(ALL) || path.equals(EVENTS) ? path : ROOT + "{address}";
    }

    private static void end(RoutingContext context, OfrepException problem, @Nullable String flag) {
        IncomingBody.passOver(context.request());
        Templates.note(context, template(context.request().path()));
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(problem.body(flag));
    }
}
