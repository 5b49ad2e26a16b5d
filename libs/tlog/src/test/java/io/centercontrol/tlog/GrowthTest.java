package io.centercontrol.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final NaiveTree TREE = NaiveTree.of(1500);

    @Test
    void grows_by_any_steps_to_the_tree_that_the_rfc_says() {
        var random = new Random(5);
        for (var round = 0; round < 12; round++) {
            var store = new Store();
            var size = 0;
            while (size < 1500) {
                var next = Math.min(1500, size + random.nextInt(random.nextBoolean() ? 600 : 20));
                // Somebody else goes on each time, who has what was kept and nothing more.
                var grown = Growth.of(size, store::bytes).append(TREE.leaves().subList(size, next));
                assertThat(grown.tiles().keySet()).containsExactlyElementsOf(Tile.grown(size, next));
                grown.tiles().forEach(store::keep);
                assertThat(grown.after().size()).isEqualTo(next);
                assertThat(grown.after().root()).isEqualTo(TREE.root(next));
                size = next;
            }
        }
    }

    @Test
    void proofs_from_tiles_are_the_rfcs() {
        var store = new Store();
        Growth.empty().append(TREE.leaves()).tiles().forEach(store::keep);
        var random = new Random(6);
        for (var round = 0; round < 300; round++) {
            // The tree as it was at any size: what is kept is wider than what is asked for.
            var size = 1 + random.nextInt(1500);
            var hashes = new TileHashes(size, store::bytes);
            var index = random.nextInt(size);
            assertThat(Proofs.inclusion(hashes, index, size)).isEqualTo(TREE.inclusion(index, size));
            var from = random.nextInt(size + 1);
            assertThat(Proofs.consistency(hashes, from, size)).isEqualTo(TREE.consistency(from, size));
            assertThat(Proofs.root(hashes, size)).isEqualTo(TREE.root(size));
        }
    }

    @Test
    void the_tiles_of_a_proof_can_be_fetched_beforehand() {
        var store = new Store();
        Growth.empty().append(TREE.leaves()).tiles().forEach(store::keep);
        var fetched = new HashMap<Tile, byte[]>();
        for (var tile : TileHashes.tiles(Proofs.nodesOfInclusion(700, 1500), 1500)) {
            fetched.put(tile, store.bytes(tile));
        }
        assertThat(fetched).hasSizeLessThanOrEqualTo(4);
        var hashes = new TileHashes(1500, tile -> java.util.Objects.requireNonNull(fetched.get(tile)));
        assertThat(Proofs.inclusion(hashes, 700, 1500)).isEqualTo(TREE.inclusion(700, 1500));
    }

    @Test
    void takes_no_tile_that_is_too_short() {
        assertThatThrownBy(() -> Growth.of(3, tile -> new byte[2 * Hash.BYTES])).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> new TileHashes(3, tile -> new byte[2 * Hash.BYTES]).hash(new Node(0, 0)))
                .isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> new TileHashes(3, tile -> new byte[3 * Hash.BYTES]).hash(new Node(1, 1)))
                .hasMessageContaining("no complete");
    }

    @Test
    void ten_thousand_leaves_take_far_less_than_a_second() {
        var leaves = new ArrayList<Hash>();
        for (var at = 0; at < 10_000; at++) {
            leaves.add(TREE.leaves().get(at % 1500));
        }
        var clock = ManagementFactory.getThreadMXBean();
        var start = clock.getCurrentThreadCpuTime();
        var grown = Growth.empty().append(leaves).after();
        grown.root();
        assertThat(clock.getCurrentThreadCpuTime() - start).isLessThan(1_000_000_000L);
        assertThat(grown.root()).isEqualTo(new NaiveTree(leaves).root(10_000));
    }

    /** Keeps the widest of each tile, as a table does. */
    private static final class Store {
        private final Map<List<Long>, byte[]> kept = new HashMap<>();

        void keep(Tile tile, byte[] bytes) {
            assertThat(bytes).hasSize(tile.bytes());
            kept.put(List.of((long) tile.level(), tile.index()), bytes);
        }

        byte[] bytes(Tile tile) {
            return java.util.Objects.requireNonNull(kept.get(List.of((long) tile.level(), tile.index())));
        }
    }
}
