package io.centercontrol.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0,0,256,tile/0/000
            0,1234067,256,tile/0/x001/x234/067
            0,273,112,tile/0/273.p/112
            1,1,17,tile/1/001.p/17
            2,999,1,tile/2/999.p/1
            0,1000,255,tile/0/x001/000.p/255
            """)
    void has_the_path_of_the_specification(int level, long index, int width, String path) {
        assertThat(new Tile(level, index, width).path()).isEqualTo(path);
        assertThat(Tile.parse(path)).isEqualTo(new Tile(level, index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/",
                "tile/0",
                "tile/0/",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/0/x000/000",
                "tile/0/x001",
                "tile/0/001/000",
                "tile/0/x001/x234/67",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000.p/-1",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/000.p/1/",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                "tile/7/x999/x999/x999/999",
                "tile/0/x00a/000",
                "tile/0/../000",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/\u0660\u0660\u0660"
            })
    void no_other_path_is_one(String path) {
        assertThatThrownBy(() -> Tile.parse(path)).isInstanceOf(InvalidFormat.class);
    }

    @Property
    void a_path_has_one_tile(
            @ForAll @IntRange(max = 3) int level,
            @ForAll @LongRange(max = 1L << 30) long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        var tile = new Tile(level, index, width);
        assertThat(Tile.parse(tile.path())).isEqualTo(tile);
        var bundle = new EntryBundle(index, width);
        assertThat(EntryBundle.parse(bundle.path())).isEqualTo(bundle);
    }

    /** The example of tlog-tiles. */
    @Test
    void a_tree_of_70_000_has_the_tiles_of_the_specification() {
        var tiles = Tile.grown(0, 70_000);
        assertThat(tiles.stream().filter(tile -> tile.level() == 0 && tile.isFull()))
                .hasSize(273);
        assertThat(tiles.subList(273, tiles.size()))
                .containsExactly(new Tile(0, 273, 112), new Tile(1, 0, 256), new Tile(1, 1, 17), new Tile(2, 0, 1));
        assertThat(Tile.edge(70_000)).containsExactly(new Tile(0, 273, 112), new Tile(1, 1, 17), new Tile(2, 0, 1));
        assertThat(Tile.grown(0, 256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        assertThat(Tile.grown(300, 300)).isEmpty();
        assertThat(new Tile(1, 1, 17).start()).isEqualTo(65_536);
        assertThat(new Tile(1, 1, 17).end()).isEqualTo(65_536 + 17 * 256);
    }

    @Test
    void a_tree_can_be_as_large_as_a_number() {
        var edge = Tile.edge(Long.MAX_VALUE);
        assertThat(edge).hasSize(8).last().isEqualTo(new Tile(7, 0, 127));
        assertThat(edge.getFirst().end()).isEqualTo(Long.MAX_VALUE);
        for (var node : Proofs.nodesOfRoot(Long.MAX_VALUE)) {
            var tile = Tile.of(node, Long.MAX_VALUE);
            assertThat(Tile.parse(tile.path())).isEqualTo(tile);
        }
        assertThat(Proofs.nodesOfInclusion(Long.MAX_VALUE - 1, Long.MAX_VALUE)).hasSize(62);
        assertThatThrownBy(() -> new Tile(7, 0, 128)).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> new Tile(7, 1, 1)).isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> new Tile(0, Long.MAX_VALUE, 1)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void a_bundle_gives_back_what_went_in() {
        var entries = List.of("one", "", "three").stream()
                .map(entry -> entry.getBytes(StandardCharsets.UTF_8))
                .toList();
        var bundle = new EntryBundle(0, 3);
        var bytes = bundle.encode(entries);
        assertThat(bytes).startsWith(0, 3, 'o', 'n', 'e', 0, 0, 0, 5);
        assertThat(bundle.decode(bytes)).containsExactlyElementsOf(entries);
        assertThat(bundle.path()).isEqualTo("tile/entries/000.p/3");
    }

    @Test
    void a_bundle_is_as_long_as_its_entries() {
        var bytes = new EntryBundle(0, 2).encode(List.of(new byte[3], new byte[4]));
        assertThatThrownBy(() -> new EntryBundle(0, 1).decode(bytes)).hasMessageContaining("after its last");
        assertThatThrownBy(() -> new EntryBundle(0, 3).decode(bytes)).hasMessageContaining("ends after 2");
        assertThatThrownBy(() -> new EntryBundle(0, 2).decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .hasMessageContaining("within its entry 1");
        assertThatThrownBy(() -> new EntryBundle(0, 1).encode(List.of(new byte[EntryBundle.LONGEST_ENTRY + 1])))
                .hasMessageContaining("longest");
    }
}
