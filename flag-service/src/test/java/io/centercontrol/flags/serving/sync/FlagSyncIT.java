package io.centercontrol.flags.serving.sync;

import static io.centercontrol.flags.serving.FlagsFixture.bool;
import static io.centercontrol.flags.serving.FlagsFixture.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.evaluation.FlagDocument;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.flags.wire.sync.FetchAllFlagsRequest;
import io.centercontrol.flags.wire.sync.FlagSyncServiceGrpc;
import io.centercontrol.flags.wire.sync.GetMetadataRequest;
import io.centercontrol.flags.wire.sync.SyncFlagsRequest;
import io.centercontrol.flags.wire.sync.SyncFlagsResponse;
import io.centercontrol.testkit.AuditTrail;
import io.centercontrol.testkit.ServiceStack;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** flagd's sync service, and what becomes of readers that are many, slow or not let in any more. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class FlagSyncIT {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int port;

    private final List<ManagedChannel> channels = new ArrayList<>();
    private FlagsFixture flags;
    private String key;
    private String flag;

    @BeforeEach
    void begin() {
        flags = new FlagsFixture(plane, ring);
        key = flags.key(Scope.SYNC);
        flag = newKey();
        flags.put(flag, bool("{}"));
    }

    @AfterEach
    void end() throws InterruptedException {
        flags.archive(flag);
        flags.close();
        for (var channel : channels) {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void the_document_is_one_that_flagd_understands() {
        var stub = FlagSyncServiceGrpc.newBlockingStub(channel()).withInterceptors(sends(key));
        var document =
                stub.fetchAllFlags(FetchAllFlagsRequest.getDefaultInstance()).getFlagConfiguration();
        var parsed = FlagDocument.parse(document);
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.flags()).containsKey(flag);
        assertThat(stub.getMetadata(GetMetadataRequest.getDefaultInstance()).hasMetadata())
                .isFalse();
    }

    @Test
    void a_selector_names_metadata() {
        var definition =
                "{\"state\":\"ENABLED\",\"variants\":{\"v\":1},\"defaultVariant\":\"v\",\"metadata\":{\"team\":\"%s\"}}";
        flags.put(flag, definition.formatted(flag));
        var stub = FlagSyncServiceGrpc.newBlockingStub(channel()).withInterceptors(sends(key));
        var selected = stub.fetchAllFlags(
                FetchAllFlagsRequest.newBuilder().setSelector("team=" + flag).build());
        assertThat(FlagDocument.parse(selected.getFlagConfiguration()).flags()).containsOnlyKeys(flag);
        assertThatThrownBy(() -> stub.fetchAllFlags(
                        FetchAllFlagsRequest.newBuilder().setSelector("nothing").build()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void only_a_good_key_of_the_scope_opens_it() {
        for (var token : List.of("", "x", flags.key(Scope.OFREP), key.substring(1))) {
            var reader = new Reader(1);
            FlagSyncServiceGrpc.newStub(channel())
                    .withInterceptors(sends(token))
                    .syncFlags(SyncFlagsRequest.getDefaultInstance(), reader);
            await().atMost(BOUND).until(() -> reader.end != null);
            assertThat(reader.end).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(reader.seen).hasValue(0);
        }
        try (var trail = AuditTrail.open()) {
            trail.await(
                    "access.unauthenticated",
                    entry -> entry.getRequest() != null
                            && entry.getRequest().getPath().endsWith("FlagSyncService/SyncFlags"));
        }
    }

    @Test
    void a_revoked_key_ends_its_streams() {
        var reader = read(channel(), Integer.MAX_VALUE);
        await().atMost(BOUND).until(() -> reader.seen.get() > 0);
        FlagsFixture.revoke(key);
        await().atMost(Duration.ofSeconds(10)).until(() -> reader.end == Status.Code.UNAUTHENTICATED);
    }

    @Test
    void a_thousand_readers_hear_of_a_change() {
        var readers = new ArrayList<Reader>();
        for (var number = 0; number < 20; number++) {
            var channel = channel();
            for (var stream = 0; stream < 50; stream++) {
                readers.add(read(channel, Integer.MAX_VALUE));
            }
        }
        await().atMost(BOUND).until(() -> readers.stream().allMatch(reader -> reader.seen.get() > 0));
        flags.put(flag, bool("{\"if\":[true,\"on\"]}"));
        var definition = plane.flags().definition(flag);
        await().atMost(BOUND)
                .until(() ->
                        readers.stream().allMatch(reader -> reader.newest.contains("\"" + flag + "\":" + definition)));
        assertThat(readers).allMatch(reader -> reader.end == null);
    }

    /** It takes the first document and no other; what it leaves lying is bounded, and after a while it is let go. */
    @Test
    void one_that_does_not_read_is_let_go_and_the_others_are_served() {
        var slow = read(channel(), 1);
        var quick = read(channel(), Integer.MAX_VALUE);
        await().atMost(BOUND).until(() -> slow.seen.get() == 1 && quick.seen.get() > 0);
        // What lies in buffers on the way must be full before anybody can tell.
        var filling = "x".repeat(200_000);
        for (var number = 0; number < 20 && slow.end == null; number++) {
            flags.put(
                    flag,
                    "{\"state\":\"ENABLED\",\"variants\":{\"v\":\"" + number + filling
                            + "\"},\"defaultVariant\":\"v\"}");
            var expected = "\"v\":\"" + number + "x";
            await().atMost(BOUND).until(() -> quick.newest.contains(expected));
        }
        await().atMost(BOUND).until(() -> meters.get("cc.sync.streams").gauge().value() == 1);
        // It hears of its end behind what lies in its connection.
        slow.requestAll();
        await().atMost(BOUND).until(() -> slow.end == Status.Code.RESOURCE_EXHAUSTED);
        assertThat(slow.seen.get()).isLessThan(quick.seen.get());
        assertThat(quick.end).isNull();
    }

    private Reader read(ManagedChannel channel, int most) {
        var reader = new Reader(most);
        FlagSyncServiceGrpc.newStub(channel)
                .withInterceptors(sends(key))
                .syncFlags(SyncFlagsRequest.getDefaultInstance(), reader);
        return reader;
    }

    private ManagedChannel channel() {
        var channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .flowControlWindow(NettyChannelBuilder.DEFAULT_FLOW_CONTROL_WINDOW)
                .build();
        channels.add(channel);
        return channel;
    }

    private static io.grpc.ClientInterceptor sends(String token) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }

    /** Reads so many documents, and then no more until it is told to. */
    private static final class Reader implements ClientResponseObserver<SyncFlagsRequest, SyncFlagsResponse> {
        private final int most;
        private final AtomicInteger seen = new AtomicInteger();
        private volatile String newest = "";
        private volatile Status.@Nullable Code end;
        private volatile @Nullable ClientCallStreamObserver<SyncFlagsRequest> call;

        Reader(int most) {
            this.most = most;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<SyncFlagsRequest> stream) {
            call = stream;
            stream.disableAutoRequestWithInitial(most);
        }

        void requestAll() {
            var stream = call;
            if (stream != null) {
                stream.request(Integer.MAX_VALUE);
            }
        }

        @Override
        public void onNext(SyncFlagsResponse document) {
            seen.incrementAndGet();
            newest = document.getFlagConfiguration();
        }

        @Override
        public void onError(Throwable failure) {
            end = Status.fromThrowable(failure).getCode();
        }

        @Override
        public void onCompleted() {
            end = Status.Code.OK;
        }
    }
}
