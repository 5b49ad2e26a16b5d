package io.centercontrol.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofsTest {
    /** Larger than a tile, so that proofs cross its edge. */
    private static final NaiveTree TREE = NaiveTree.of(300);

    /** The tree of eight leaves that implementations of Certificate Transparency are tested with. */
    private static final NaiveTree EIGHT = new NaiveTree(
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
                    .stream()
                    .map(leaf -> Hash.ofLeaf(HexFormat.of().parseHex(leaf)))
                    .toList());

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            1,6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
            2,fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
            3,aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
            4,d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
            5,4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
            6,76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
            7,ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
            8,5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
            """)
    void has_the_published_roots(int size, String root) {
        assertThat(Proofs.root(EIGHT, size)).isEqualTo(hex(root));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,8,96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4
            5,8,bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
            2,3,fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
            1,5,6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b
            """)
    void has_the_published_inclusion_proofs(long index, long size, String proof) {
        assertThat(Proofs.inclusion(EIGHT, index, size)).isEqualTo(hashes(proof));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1,8,96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4
            6,8,0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
            2,5,5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b
            6,7,0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
            """)
    void has_the_published_consistency_proofs(long from, long to, String proof) {
        assertThat(Proofs.consistency(EIGHT, from, to)).isEqualTo(hashes(proof));
    }

    @Test
    void every_entry_of_every_size_is_proven_as_the_rfc_says() {
        for (var size = 1; size <= 300; size++) {
            var root = TREE.root(size);
            assertThat(Proofs.root(TREE, size)).isEqualTo(root);
            // All of the small trees, and of the larger ones what lies at their edges.
            for (var index = 0; index < size; index += size <= 70 || index >= size - 4 ? 1 : 7) {
                var proof = Proofs.inclusion(TREE, index, size);
                assertThat(proof).isEqualTo(TREE.inclusion(index, size));
                assertThat(Proofs.isIncluded(TREE.leaves().get(index), index, size, proof, root))
                        .isTrue();
            }
        }
    }

    @Test
    void every_pair_of_sizes_is_proven_as_the_rfc_says() {
        for (var to = 0; to <= 130; to++) {
            for (var from = 0; from <= to; from++) {
                var proof = Proofs.consistency(TREE, from, to);
                assertThat(proof).isEqualTo(TREE.consistency(from, to));
                assertThat(Proofs.isConsistent(from, TREE.root(from), to, TREE.root(to), proof))
                        .as("%s to %s", from, to)
                        .isTrue();
            }
        }
    }

    @Property(tries = 400)
    void no_bit_of_an_inclusion_proof_may_change(
            @ForAll @IntRange(min = 1, max = 300) int size, @ForAll int seed, @ForAll @IntRange(max = 255) int bit) {
        var index = Math.floorMod(seed, size);
        var root = TREE.root(size);
        var leaf = TREE.leaves().get(index);
        var proof = Proofs.inclusion(TREE, index, size);
        assertThat(Proofs.isIncluded(flipped(leaf, bit), index, size, proof, root))
                .isFalse();
        assertThat(Proofs.isIncluded(leaf, index, size, proof, flipped(root, bit)))
                .isFalse();
        for (var other : List.of(index - 1, index + 1, index ^ 2)) {
            assertThat(Proofs.isIncluded(leaf, other, size, proof, root)).isFalse();
        }
        assertThat(Proofs.isIncluded(leaf, index, size, with(proof, proof.size(), root), root))
                .isFalse();
        for (var at = 0; at < proof.size(); at++) {
            assertThat(Proofs.isIncluded(leaf, index, size, changed(proof, at, bit), root))
                    .isFalse();
            assertThat(Proofs.isIncluded(leaf, index, size, without(proof, at), root))
                    .isFalse();
        }
    }

    @Property(tries = 400)
    void no_bit_of_a_consistency_proof_may_change(
            @ForAll @IntRange(min = 2, max = 300) int to, @ForAll int seed, @ForAll @IntRange(max = 255) int bit) {
        var from = 1 + Math.floorMod(seed, to - 1);
        var before = TREE.root(from);
        var after = TREE.root(to);
        var proof = Proofs.consistency(TREE, from, to);
        assertThat(Proofs.isConsistent(from, flipped(before, bit), to, after, proof))
                .isFalse();
        assertThat(Proofs.isConsistent(from, before, to, flipped(after, bit), proof))
                .isFalse();
        assertThat(Proofs.isConsistent(from, before, to, after, with(proof, proof.size(), after)))
                .isFalse();
        assertThat(Proofs.isConsistent(from - 1, before, to, after, proof)).isFalse();
        for (var at = 0; at < proof.size(); at++) {
            assertThat(Proofs.isConsistent(from, before, to, after, changed(proof, at, bit)))
                    .isFalse();
            assertThat(Proofs.isConsistent(from, before, to, after, without(proof, at)))
                    .isFalse();
        }
    }

    @Test
    void the_same_tree_and_the_empty_one_need_no_proof_and_get_none() {
        var root = TREE.root(5);
        var one = List.of(root);
        assertThat(Proofs.isConsistent(5, root, 5, root, List.of())).isTrue();
        assertThat(Proofs.isConsistent(5, root, 5, root, one)).isFalse();
        assertThat(Proofs.isConsistent(5, root, 5, TREE.root(6), List.of())).isFalse();
        assertThat(Proofs.isConsistent(0, Hash.EMPTY, 5, root, List.of())).isTrue();
        assertThat(Proofs.isConsistent(0, root, 5, root, List.of())).isFalse();
        assertThat(Proofs.isConsistent(0, Hash.EMPTY, 5, root, one)).isFalse();
        assertThat(Proofs.isConsistent(6, TREE.root(6), 5, root, List.of())).isFalse();
        assertThat(Proofs.isConsistent(4, TREE.root(4), 5, root, List.of())).isFalse();
    }

    @Test
    void what_is_longer_than_any_proof_is_refused() {
        var endless = new ArrayList<Hash>();
        for (var at = 0; at <= Proofs.LONGEST; at++) {
            endless.add(Hash.EMPTY);
        }
        assertThat(Proofs.isIncluded(Hash.EMPTY, 0, Long.MAX_VALUE, endless, Hash.EMPTY))
                .isFalse();
        assertThat(Proofs.isConsistent(1, Hash.EMPTY, Long.MAX_VALUE, Hash.EMPTY, endless))
                .isFalse();
    }

    @Test
    void nobody_proves_what_cannot_be() {
        assertThatThrownBy(() -> Proofs.inclusion(TREE, 5, 5)).hasMessageContaining("no leaf 5");
        assertThatThrownBy(() -> Proofs.inclusion(TREE, -1, 5)).hasMessageContaining("no leaf -1");
        assertThatThrownBy(() -> Proofs.consistency(TREE, 6, 5)).hasMessageContaining("no beginning");
        assertThatThrownBy(() -> Proofs.root(TREE, -1)).hasMessageContaining("no tree");
    }

    @Test
    void says_beforehand_which_nodes_it_reads() {
        var read = new ArrayList<Node>();
        HashReader noting = node -> {
            read.add(node);
            return TREE.hash(node);
        };
        Proofs.inclusion(noting, 17, 299);
        assertThat(Proofs.nodesOfInclusion(17, 299)).containsExactlyInAnyOrderElementsOf(read);
        read.clear();
        Proofs.consistency(noting, 77, 299);
        assertThat(Proofs.nodesOfConsistency(77, 299)).containsExactlyInAnyOrderElementsOf(read);
        read.clear();
        Proofs.root(noting, 299);
        assertThat(Proofs.nodesOfRoot(299)).containsExactlyInAnyOrderElementsOf(read);
    }

    private static List<Hash> hashes(String hex) {
        return Arrays.stream(hex.split(" ")).map(ProofsTest::hex).toList();
    }

    private static Hash hex(String hex) {
        return Hash.of(HexFormat.of().parseHex(hex));
    }

    private static Hash flipped(Hash hash, int bit) {
        var bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }

    private static List<Hash> changed(List<Hash> proof, int at, int bit) {
        var changed = new ArrayList<>(proof);
        changed.set(at, flipped(proof.get(at), bit));
        return changed;
    }

    private static List<Hash> with(List<Hash> proof, int at, Hash more) {
        var longer = new ArrayList<>(proof);
        longer.add(at, more);
        return longer;
    }

    private static List<Hash> without(List<Hash> proof, int at) {
        var shorter = new ArrayList<>(proof);
        shorter.remove(at);
        return shorter;
    }
}
