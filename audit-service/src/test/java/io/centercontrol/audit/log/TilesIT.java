package io.centercontrol.audit.log;

import static io.centercontrol.audit.TrailFixture.auditor;
import static io.centercontrol.audit.TrailFixture.entry;
import static io.centercontrol.audit.TrailFixture.get;
import static io.centercontrol.audit.TrailFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.events.audit.AuditCheckpoint;
import io.centercontrol.events.tenants.TenantStatus;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.centercontrol.testkit.PlatformFixture;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.EntryBundle;
import io.centercontrol.tlog.Growth;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.Tile;
import io.centercontrol.tlog.TileHashes;
import io.centercontrol.tlog.VerifierKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The log as a client of tlog-tiles reads it, who believes nothing but the key. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "audit-service"))
class TilesIT {
    private static final int MORE_THAN_A_TILE = 300;

    @Test
    void every_entry_is_read_and_the_root_is_made_of_them() {
        var small = checkpoint();
        grow(MORE_THAN_A_TILE);
        var checkpoint = checkpoint();
        assertThat(checkpoint.size()).isGreaterThanOrEqualTo(small.size() + MORE_THAN_A_TILE);

        var leaves = new ArrayList<Hash>();
        while (leaves.size() < checkpoint.size()) {
            var width = (int) Math.min(Tile.WIDTH, checkpoint.size() - leaves.size());
            var bundle = new EntryBundle(leaves.size() / Tile.WIDTH, width);
            bundle.decode(bytes(bundle.path())).forEach(entry -> leaves.add(Hash.ofLeaf(entry)));
        }
        var hashes = new TileHashes(checkpoint.size(), tile -> bytes(tile.path()));

        assertThat(Growth.empty().append(leaves).after().root()).isEqualTo(checkpoint.root());
        assertThat(Proofs.root(hashes, checkpoint.size())).isEqualTo(checkpoint.root());
        var told = get("/tlog/consistency?from=" + small.size() + "&to=" + checkpoint.size())
                .getList("proof", String.class)
                .stream()
                .map(Hash::fromBase64)
                .toList();
        assertThat(Proofs.isConsistent(small.size(), small.root(), checkpoint.size(), checkpoint.root(), told))
                .isTrue();
    }

    @Test
    void tiles_are_kept_for_ever_and_what_there_is_not_is_not_found() {
        grow(1);
        var size = checkpoint().size();
        var path = Tile.edge(size).isEmpty()
                ? "tile/0/000"
                : Tile.edge(size).getFirst().path();

        assertThat(auditor()
                        .get("/tlog/" + path)
                        .then()
                        .statusCode(200)
                        .extract()
                        .header("Cache-Control"))
                .contains("immutable");
        assertThat(auditor()
                        .get("/tlog/checkpoint")
                        .then()
                        .statusCode(200)
                        .extract()
                        .header("Cache-Control"))
                .isEqualTo("no-cache");
        for (var bad : List.of(
                "tile/0/999",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/0",
                "tile/64/000",
                "tile/entries/x000/000",
                "tile/a",
                "tile/entries/999999")) {
            auditor().get("/tlog/" + bad).then().statusCode(404);
        }
        auditor().get("/tlog/consistency?from=2&to=1").then().statusCode(400);
        auditor()
                .get("/tlog/consistency?from=0&to=" + (size + 1_000_000))
                .then()
                .statusCode(400);
    }

    @Test
    void checkpoints_are_told_each_with_the_proof_from_the_one_before() throws Exception {
        grow(2);
        Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        grow(3);
        var size = checkpoint().size();

        try (var reader = Environment.current().read(Contract.AUDIT_CHECKPOINTS)) {
            reader.await(
                    record -> EventWriter.decode(record.value(), AuditCheckpoint.class)
                                    .getSize()
                            >= size,
                    Duration.ofSeconds(30));
            var told = reader.allWithin(Duration.ZERO).stream()
                    .map(record -> EventWriter.decode(record.value(), AuditCheckpoint.class))
                    .toList();
            assertThat(told.getFirst().getPreviousSize()).isZero();
            for (var at = 1; at < told.size(); at++) {
                var before = told.get(at - 1);
                var after = told.get(at);
                assertThat(after.getPreviousSize()).isEqualTo(before.getSize());
                assertThat(Proofs.isConsistent(
                                before.getSize(),
                                hash(before.getRoot()),
                                after.getSize(),
                                hash(after.getRoot()),
                                after.getConsistency().stream()
                                        .map(TilesIT::hash)
                                        .toList()))
                        .isTrue();
                assertThat(verified(after.getNote()).root()).isEqualTo(hash(after.getRoot()));
            }
        }
    }

    private static Hash hash(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Hash.of(copy);
    }

    private static Checkpoint checkpoint() {
        return verified(text("/tlog/checkpoint"));
    }

    private static Checkpoint verified(String note) {
        var keys = get("/tlog/keys");
        return Checkpoint.verified(
                SignedNote.parse(note),
                keys.getString("origin"),
                keys.getList("keys", String.class).stream()
                        .map(VerifierKey::parse)
                        .toList());
    }

    private static byte[] bytes(String path) {
        return auditor().get("/tlog/" + path).then().statusCode(200).extract().asByteArray();
    }

    private static void grow(int entries) {
        try (var platform = new PlatformFixture("audit-service")) {
            var tenant = EventWriter.newId();
            UUID last = null;
            for (var version = 1; version <= entries; version++) {
                last = platform.tenant(tenant, version, TenantStatus.ACTIVE);
            }
            entry(Objects.requireNonNull(last));
        }
    }
}
