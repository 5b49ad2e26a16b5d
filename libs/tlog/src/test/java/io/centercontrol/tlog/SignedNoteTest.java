package io.centercontrol.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    /** The vectors of Go's sumdb/note. */
    private static final String VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    private static final String NOTE = TEXT + "\n— PeterNeumann "
            + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final NoteSigner LOG = NoteSigner.generate("audit.example.com/log");
    private static final Cosigner WITNESS = Cosigner.generate("witness.example.org/w1");
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00.5Z");

    @Test
    void signs_as_go_does() {
        var signer = NoteSigner.parse(SKEY);
        assertThat(signer.verifier().text()).isEqualTo(VKEY);
        assertThat(signer.secret()).isEqualTo(SKEY);
        assertThat(signer.toString()).doesNotContain("AYEK");
        assertThat(SignedNote.sign(TEXT, List.of(signer)).note()).isEqualTo(NOTE);
    }

    @Test
    void verifies_what_go_signed() {
        var note = SignedNote.parse(NOTE.getBytes(StandardCharsets.UTF_8));
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.note()).isEqualTo(NOTE);
        assertThat(note.signedBy(List.of(VerifierKey.parse(VKEY)))).containsExactly(VerifierKey.parse(VKEY));
        var changed = SignedNote.parse(NOTE.replace("cryptography", "cryptographY"));
        assertThatThrownBy(() -> changed.signedBy(List.of(VerifierKey.parse(VKEY))))
                .isInstanceOf(Unverified.class)
                .hasMessageContaining("wrong");
    }

    @Test
    void no_letter_of_a_key_may_change() {
        for (var at = 0; at < VKEY.length(); at++) {
            var changed = VKEY.substring(0, at) + (char) (VKEY.charAt(at) + 1) + VKEY.substring(at + 1);
            assertThatThrownBy(() -> VerifierKey.parse(changed)).isInstanceOf(InvalidFormat.class);
            var shorter = VKEY.substring(0, at);
            assertThatThrownBy(() -> VerifierKey.parse(shorter)).isInstanceOf(InvalidFormat.class);
        }
        assertThatThrownBy(() -> NoteSigner.parse(SKEY.replace("AYEK", "AYEL")))
                .isInstanceOf(InvalidFormat.class)
                .hasMessageNotContaining("AYEL");
        assertThatThrownBy(() -> Cosigner.parse(SKEY)).isInstanceOf(InvalidFormat.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n\n— name\n",
                "text\n\n— name AAAA\n",
                "text\n\n- name AAAAAAA=\n",
                "text\n\n— name AAAAAAA=",
                "text\n\n— na+me AAAAAAA=\n",
                "te\txt\n\n— name AAAAAAA=\n",
                "text\n\n—  AAAAAAA=\n",
                "text\n\n— name AAAAAAB=\n",
                "text\n\n— name AAAAAAA=\n\n",
                "text\n\n— name AAAAAAA\n",
                "text\n\n— na\u00a0me AAAAAAA=\n"
            })
    void what_is_no_note_is_refused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(InvalidFormat.class);
    }

    @Test
    void what_is_too_much_is_refused() {
        var line = "— name AAAAAAA=\n";
        assertThat(SignedNote.parse("text\n\n" + line.repeat(100)).signatures()).hasSize(100);
        assertThatThrownBy(() -> SignedNote.parse("text\n\n" + line.repeat(101)))
                .isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> SignedNote.parse("t".repeat(SignedNote.MOST_CHARACTERS) + "\n\n" + line))
                .isInstanceOf(InvalidFormat.class);
        assertThatThrownBy(() -> SignedNote.parse(new byte[] {(byte) 0xC0, (byte) 0x80}))
                .isInstanceOf(InvalidFormat.class);
    }

    @Test
    void who_knows_either_of_two_keys_believes_a_checkpoint() {
        var next = NoteSigner.generate("audit.example.com/log");
        var checkpoint =
                new Checkpoint("audit.example.com/log", 7, NaiveTree.of(7).root(7));
        var note = SignedNote.parse(
                SignedNote.sign(checkpoint.text(), List.of(LOG, next)).note());
        for (var key : List.of(LOG.verifier(), next.verifier())) {
            assertThat(Checkpoint.verified(note, "audit.example.com/log", List.of(key)))
                    .isEqualTo(checkpoint);
        }
        assertThat(note.signedBy(List.of(next.verifier(), LOG.verifier()))).hasSize(2);
        var stranger = NoteSigner.generate("audit.example.com/log").verifier();
        assertThatThrownBy(() -> Checkpoint.verified(note, "audit.example.com/log", List.of(stranger)))
                .hasMessageContaining("none of the keys");
        assertThatThrownBy(() -> Checkpoint.verified(note, "elsewhere.example.com", List.of(LOG.verifier())))
                .hasMessageContaining("not of 'elsewhere");
    }

    @Test
    void a_witness_signs_the_time_too() {
        var checkpoint =
                new Checkpoint("audit.example.com/log", 7, NaiveTree.of(7).root(7));
        var note = SignedNote.sign(checkpoint.text(), List.of(LOG));
        var cosignature = WITNESS.cosign(note.text(), NOON);
        var witnessed = SignedNote.parse(note.with(List.of(cosignature)).note());
        assertThat(witnessed.signedBy(List.of(WITNESS.verifier()))).containsExactly(WITNESS.verifier());
        assertThat(WITNESS.verifier().time(cosignature)).isEqualTo("2026-11-30T12:00:00Z");
        assertThat(WITNESS.verifier().text())
                .startsWith("witness.example.org/w1+")
                .contains("+B");
        assertThat(Cosigner.parse(WITNESS.secret()).verifier()).isEqualTo(WITNESS.verifier());
        // What the specification says is signed, said again.
        assertThat(Ed25519.verifies(
                        WITNESS.verifier().key(),
                        ("cosignature/v1\ntime 1796040000\n" + checkpoint.text()).getBytes(StandardCharsets.UTF_8),
                        java.util.Arrays.copyOfRange(cosignature.bytes(), 8, 72)))
                .isTrue();

        var bytes = cosignature.bytes();
        bytes[7]++;
        var later = new NoteSignature(cosignature.name(), cosignature.id(), bytes);
        assertThat(WITNESS.verifier().verifies(note.text(), later)).isFalse();
        assertThat(WITNESS.verifier()
                        .verifies(note.text(), new NoteSignature(cosignature.name(), cosignature.id(), new byte[5])))
                .isFalse();
        // A second one of the same witness takes the first one's place.
        var again = WITNESS.cosign(note.text(), NOON.plusSeconds(60));
        assertThat(witnessed.with(List.of(again)).signatures()).hasSize(2).contains(again);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "o\n",
                "o\n1\n",
                "o\n1\nAAAA\n",
                "o\n01\n" + ZEROS + "\n",
                "o\n-1\n" + ZEROS + "\n",
                "\n1\n" + ZEROS + "\n",
                "o\n1\n" + ZEROS,
                "o\n1\n" + ZEROS + "\n\n",
                "o\n9223372036854775808\n" + ZEROS + "\n",
                "o\n1\n" + ZEROS + "\n\nx\n",
                "o\n+1\n" + ZEROS + "\n"
            })
    void what_is_no_checkpoint_is_refused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(InvalidFormat.class);
    }

    private static final String ZEROS = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @Test
    void a_checkpoint_has_one_text() {
        var text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        assertThat(Checkpoint.parse(text).size()).isEqualTo(20_852_163);
        assertThat(Checkpoint.parse(text + "extra\n").extensions()).containsExactly("extra");
        assertThat(Checkpoint.parse("o\n0\n" + Hash.EMPTY.base64() + "\n").root())
                .isEqualTo(Hash.EMPTY);
    }
}
