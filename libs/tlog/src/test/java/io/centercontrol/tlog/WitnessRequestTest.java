package io.centercontrol.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessRequestTest {
    private static final NaiveTree TREE = NaiveTree.of(20);
    private static final NoteSigner LOG = NoteSigner.generate("audit.example.com/log");
    private static final Cosigner WITNESS = Cosigner.generate("witness.example.org/w1");
    private static final SignedNote CHECKPOINT =
            SignedNote.sign(new Checkpoint("audit.example.com/log", 20, TREE.root(20)).text(), List.of(LOG));

    /** The example of tlog-witness. */
    private static final String EXAMPLE = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
            """;

    @Test
    void reads_and_writes_the_example_of_the_specification() {
        var request = WitnessRequest.parse(EXAMPLE);
        assertThat(request.oldSize()).isEqualTo(20_852_014);
        assertThat(request.proof()).hasSize(4);
        assertThat(Checkpoint.parse(request.checkpoint().text()).size()).isEqualTo(20_852_163);
        assertThat(request.body()).isEqualTo(EXAMPLE);
        var first = new WitnessRequest(0, List.of(), CHECKPOINT);
        assertThat(first.body()).startsWith("old 0\n\naudit.example.com/log\n20\n");
        assertThat(WitnessRequest.parse(first.body())).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "old\n", "old 1", "old 01\n\n", "old 1\n", "new 1\n\n", "old 1\nAAAA\n\n", "old -1\n\n"})
    void what_is_no_request_is_refused(String body) {
        assertThatThrownBy(() -> WitnessRequest.parse(body + CHECKPOINT.note())).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void a_proof_has_63_lines_at_most() {
        var line = Hash.EMPTY.base64() + "\n";
        var note = "\n" + CHECKPOINT.note();
        assertThat(WitnessRequest.parse("old 1\n" + line.repeat(63) + note).proof())
                .hasSize(63);
        assertThatThrownBy(() -> WitnessRequest.parse("old 1\n" + line.repeat(64) + note))
                .isInstanceOf(InvalidFormat.class);
    }

    @Test
    void an_answer_is_believed_when_a_known_witness_signed_it() {
        var other = Cosigner.generate("other.example.org/w2");
        var now = Instant.parse("2026-11-30T12:00:00Z");
        var ours = WITNESS.cosign(CHECKPOINT.text(), now);
        var body = other.cosign(CHECKPOINT.text(), now).line() + "\n" + ours.line() + "\n";
        var keys = List.of(WITNESS.verifier());
        assertThat(WitnessAnswer.read(200, "", body, CHECKPOINT, keys))
                .isEqualTo(new WitnessAnswer.Cosigned(List.of(ours)));
        var wrong =
                WITNESS.cosign("another\n1\n" + Hash.EMPTY.base64() + "\n", now).line() + "\n";
        assertThatThrownBy(() -> WitnessAnswer.read(200, "", wrong, CHECKPOINT, keys))
                .isInstanceOf(Unverified.class);
        assertThatThrownBy(() -> WitnessAnswer.read(200, "", "<html>", CHECKPOINT, keys))
                .isInstanceOf(InvalidFormat.class);
    }

    @Test
    void an_answer_says_which_size_it_wants_or_why_not() {
        var keys = List.of(WITNESS.verifier());
        assertThat(WitnessAnswer.read(409, "text/x.tlog.size", "17\n", CHECKPOINT, keys))
                .isEqualTo(new WitnessAnswer.OtherSize(17));
        assertThat(WitnessAnswer.read(409, "text/plain", "no\n", CHECKPOINT, keys))
                .isEqualTo(new WitnessAnswer.Refused(409, "no"));
        assertThat(WitnessAnswer.read(422, "", "", CHECKPOINT, keys)).isEqualTo(new WitnessAnswer.Refused(422, ""));
        assertThatThrownBy(() -> WitnessAnswer.read(409, "text/x.tlog.size", "x\n", CHECKPOINT, keys))
                .isInstanceOf(InvalidFormat.class);
    }

    @Test
    void a_proof_that_travels_alone_is_verified_by_its_log() {
        var entry = "entry 3".getBytes(StandardCharsets.UTF_8);
        var proof = new TlogProof(new byte[0], 3, Proofs.inclusion(TREE, 3, 20), CHECKPOINT);
        var read = TlogProof.parse(proof.text());
        assertThat(read.text()).isEqualTo(proof.text()).startsWith("c2sp.org/tlog-proof@v1\nindex 3\n");
        var keys = List.of(LOG.verifier());
        assertThat(read.verified(entry, "audit.example.com/log", keys).size()).isEqualTo(20);
        assertThatThrownBy(
                        () -> read.verified("entry 4".getBytes(StandardCharsets.UTF_8), "audit.example.com/log", keys))
                .isInstanceOf(Unverified.class);
        var extra = new TlogProof(new byte[] {1, 2}, 3, proof.path(), CHECKPOINT);
        assertThat(TlogProof.parse(extra.text()).text()).isEqualTo(extra.text()).contains("\nextra AQI=\nindex 3\n");
        assertThatThrownBy(() -> TlogProof.parse(proof.text().replace("index 3", "index 03")))
                .isInstanceOf(InvalidFormat.class);
    }
}
