package io.centercontrol.flags.serving.sync;

import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.serving.Board;
import io.centercontrol.flags.serving.Boards;
import io.centercontrol.flags.use.OwnUse;
import io.centercontrol.flags.use.model.Road;
import io.centercontrol.flags.wire.sync.FetchAllFlagsRequest;
import io.centercontrol.flags.wire.sync.FetchAllFlagsResponse;
import io.centercontrol.flags.wire.sync.FlagSyncServiceGrpc;
import io.centercontrol.flags.wire.sync.GetMetadataRequest;
import io.centercontrol.flags.wire.sync.GetMetadataResponse;
import io.centercontrol.flags.wire.sync.SyncFlagsRequest;
import io.centercontrol.flags.wire.sync.SyncFlagsResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * flagd's sync service. A stream is the whole document now and after each change; each document is made once for all. A
 * reader that does not keep up is skipped to the newest, and one that reads nothing is disconnected.
 */
@GrpcService
@RegisterInterceptor(KeyInterceptor.class)
class FlagSync extends FlagSyncServiceGrpc.FlagSyncServiceImplBase {
    private static final long LOOK_MILLIS = 1_000;

    private final Vertx vertx;
    private final Boards boards;
    private final KeyRing ring;
    private final SyncConfig config;
    private final OwnUse use;
    private final Documents documents = new Documents();
    private final Set<SyncStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    FlagSync(Vertx vertx, Boards boards, KeyRing ring, SyncConfig config, OwnUse use, MeterRegistry meters) {
        this.vertx = vertx;
        this.boards = boards;
        this.ring = ring;
        this.config = config;
        this.use = use;
        meters.gauge("cc.sync.streams", count);
    }

    void begin(@Observes StartupEvent event) {
        boards.onChange(board -> streams.forEach(stream -> stream.offer(documents.of(board, stream.selector()))));
        vertx.setPeriodic(LOOK_MILLIS, timer -> streams.forEach(this::look));
    }

    @Override
    public void syncFlags(SyncFlagsRequest request, StreamObserver<SyncFlagsResponse> answers) {
        var call = (ServerCallStreamObserver<SyncFlagsResponse>) answers;
        Selector selector;
        try {
            selector = Selector.parse(request.getSelector());
        } catch (IllegalArgumentException e) {
            answers.onError(invalid(e));
            return;
        }
        if (count.incrementAndGet() > config.mostStreams()) {
            count.decrementAndGet();
            answers.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("This instance serves " + config.mostStreams()
                            + " streams, and more it does not. Try another one.")
                    .asRuntimeException());
            return;
        }
        var stream = new SyncStream(call, KeyInterceptor.KEY.get(), selector);
        streams.add(stream);
        use.handedOver(stream.key().name(), Road.SYNC, selector.text(), 1);
        call.setOnCancelHandler(() -> forget(stream));
        call.setOnReadyHandler(stream::flush);
        var board = boards.current();
        // Before there is a copy there is nothing to send; the first board comes as a change.
        if (board != null) {
            stream.offer(documents.of(board, selector));
        }
    }

    @Override
    public void fetchAllFlags(FetchAllFlagsRequest request, StreamObserver<FetchAllFlagsResponse> answers) {
        Board board = boards.current();
        if (board == null) {
            answers.onError(Status.UNAVAILABLE
                    .withDescription("This instance has no flags yet. Try again.")
                    .asRuntimeException());
            return;
        }
        try {
            var selector = Selector.parse(request.getSelector());
            var document = documents.of(board, selector);
            use.handedOver(KeyInterceptor.KEY.get().name(), Road.SYNC, selector.text(), 1);
            answers.onNext(FetchAllFlagsResponse.newBuilder()
                    .setFlagConfiguration(document.getFlagConfiguration())
                    .build());
            answers.onCompleted();
        } catch (IllegalArgumentException e) {
            answers.onError(invalid(e));
        }
    }

    @Override
    @SuppressWarnings("deprecation") // older clients ask for it before they do anything else
    public void getMetadata(GetMetadataRequest request, StreamObserver<GetMetadataResponse> answers) {
        answers.onNext(GetMetadataResponse.getDefaultInstance());
        answers.onCompleted();
    }

    private static RuntimeException invalid(IllegalArgumentException e) {
        return Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
    }

    private void look(SyncStream stream) {
        if (!ring.isGood(stream.key())) {
            stream.end(Status.UNAUTHENTICATED.withDescription("The SDK key is revoked or has expired."));
            forget(stream);
        } else if (stream.isStuck(config.patience())) {
            stream.end(Status.RESOURCE_EXHAUSTED.withDescription(
                    "You do not read: a document waits for " + config.patience().toSeconds() + " s."));
            forget(stream);
        } else {
            use.handedOver(stream.key().name(), Road.SYNC, stream.selector().text(), 0);
        }
    }

    private void forget(SyncStream stream) {
        if (streams.remove(stream)) {
            stream.gone();
            count.decrementAndGet();
        }
    }
}
