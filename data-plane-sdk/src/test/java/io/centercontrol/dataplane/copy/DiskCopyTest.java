package io.centercontrol.dataplane.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.StateFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCopyTest {
    private static final String ID = UUID.randomUUID().toString();
    private static final byte[] VALUE = "tenant".getBytes(UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void keeps_what_was_committed() throws DamagedCopy {
        var poison = new Quarantined(3, 7, null, VALUE, "nonsense", Instant.ofEpochMilli(1));
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "tenants")) {
            assertThat(copy.whole()).isNull();
            var edition = copy.begin("topic");
            edition.put(ID, VALUE);
            edition.nextOffset(3, 42);
            edition.setAside(poison);
            edition.endReachedAt(Instant.ofEpochMilli(1234));
            copy.keepSchema(5, "\"string\"");
            copy.keepId("subject/1", 6);
            copy.adopt(edition);
        }
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "tenants")) {
            var edition = Objects.requireNonNull(copy.whole());
            assertThat(edition.topicId()).isEqualTo("topic");
            assertThat(edition.record(ID)).isEqualTo(VALUE);
            assertThat(edition.nextOffsets()).containsExactly(Map.entry(3, 42L));
            assertThat(edition.endReachedAt()).isEqualTo(Instant.ofEpochMilli(1234));
            assertThat(edition.quarantined()).singleElement().satisfies(kept -> {
                assertThat(kept.key()).isNull();
                assertThat(kept.value()).isEqualTo(VALUE);
                assertThat(kept.reason()).isEqualTo("nonsense");
                assertThat(kept.offset()).isEqualTo(7);
            });
            assertThat(copy.schema(5)).isEqualTo("\"string\"");
            assertThat(copy.id("subject/1")).isEqualTo(6);
            assertThat(copy.setAside()).isNull();
        }
    }

    @Test
    void the_whole_edition_stays_until_another_is_adopted() throws DamagedCopy {
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "tenants")) {
            var first = copy.begin("first");
            first.put(ID, VALUE);
            copy.adopt(first);
            var second = copy.begin("second");
            second.nextOffset(0, 1);
            copy.commit();
            assertThat(Objects.requireNonNull(copy.whole()).topicId()).isEqualTo("first");
            assertThat(copy.begin("third").nextOffsets()).isEmpty();
            copy.adopt(copy.begin("fourth"));
            assertThat(Objects.requireNonNull(copy.whole()).topicId()).isEqualTo("fourth");
            assertThat(Objects.requireNonNull(copy.whole()).record(ID)).isNull();
        }
    }

    @Test
    void remembers_at_which_version_a_tenant_went() throws DamagedCopy {
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "tenants")) {
            var edition = copy.begin("topic");
            edition.put(ID, VALUE);
            edition.purge(ID, 9);
            assertThat(edition.purgedAt(ID)).isEqualTo(9);
            edition.put(ID, VALUE);
            assertThat(edition.purgedAt(ID)).isZero();
        }
    }

    @Test
    void the_instance_keeps_its_id() {
        String first;
        try (var state = StateFolder.open(folder)) {
            first = state.instanceId();
        }
        try (var state = StateFolder.open(folder)) {
            assertThat(state.instanceId()).isEqualTo(first);
        }
    }

    @Test
    void one_at_a_time_may_use_the_folder() {
        try (var state = StateFolder.open(folder)) {
            assertThat(state.instanceId()).isNotEmpty();
            assertThatThrownBy(() -> StateFolder.open(folder))
                    .isInstanceOf(StateFolderException.class)
                    .hasMessageContaining("in use by another running instance")
                    .hasMessageContaining(folder.toString());
        }
        StateFolder.open(folder).close();
    }

    @Test
    void a_file_that_is_no_copy_is_set_aside() throws IOException, DamagedCopy {
        Files.writeString(folder.resolve("tenants.mv"), "this is no copy at all".repeat(1000));
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "tenants")) {
            assertThat(Path.of(Objects.requireNonNull(copy.setAside()))).exists();
            assertThat(copy.begin("topic").nextOffsets()).isEmpty();
        }
    }

    /** Wherever a byte is wrong: either it is noticed, or everything that is read is as it was written. */
    @Test
    void a_damaged_file_never_gives_wrong_tenants() throws IOException, DamagedCopy {
        var written = new HashMap<String, String>();
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "tenants")) {
            var edition = copy.begin("topic");
            for (var at = 0; at < 300; at++) {
                var id = UUID.randomUUID().toString();
                var text = ("tenant " + at + " ").repeat(20);
                edition.put(id, text.getBytes(UTF_8));
                written.put(id, text);
            }
            copy.adopt(edition);
        }
        var file = folder.resolve("tenants.mv");
        var whole = Files.readAllBytes(file);
        var random = new Random(1);
        var noticed = 0;
        for (var round = 0; round < 300; round++) {
            var damaged = whole.clone();
            var at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, damaged);
            try (var state = StateFolder.open(folder);
                    var copy = DiskCopy.open(state, "tenants")) {
                var edition = copy.whole();
                if (edition == null) {
                    noticed++;
                    continue;
                }
                edition.records(
                        (id, value) -> assertThat(new String(value, UTF_8)).isEqualTo(written.get(id)));
            } catch (DamagedCopy e) {
                noticed++;
            }
        }
        assertThat(noticed).isPositive();
    }

    /** What the follower does in a week: the file must not grow without end. */
    /** Else what is read from then on could not be read after a restart without the registry. */
    @Test
    void a_file_that_takes_the_place_of_another_has_its_schemas() throws DamagedCopy {
        try (var state = StateFolder.open(folder);
                var copy = new CurrentCopy(state, "tenants")) {
            copy.keepSchema(5, "\"string\"");
            copy.get().commit();
            copy.replace(new DamagedCopy("for a test"));
            copy.keepSchema(6, "\"long\"");
            copy.reopen();
            assertThat(copy.schema(6)).isEqualTo("\"long\"");
            copy.get().commit();
        }
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "tenants")) {
            assertThat(copy.schema(5)).isEqualTo("\"string\"");
            assertThat(copy.schema(6)).isEqualTo("\"long\"");
        }
    }

    @Test
    void many_small_commits_do_not_make_a_large_file() throws IOException, DamagedCopy {
        try (var state = StateFolder.open(folder);
                var copy = DiskCopy.open(state, "tenants")) {
            var edition = copy.begin("topic");
            copy.adopt(edition);
            for (var at = 0; at < 600; at++) {
                edition.put(ID, ("version " + at).repeat(50).getBytes(UTF_8));
                edition.nextOffset(0, at);
                copy.commit();
            }
        }
        assertThat(Files.size(folder.resolve("tenants.mv"))).isLessThan(10_000_000);
    }
}
