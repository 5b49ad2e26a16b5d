package io.centercontrol.tlog.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a bundle verifies it in a real browser, opened from a file, with the network off. */
class VerifyPageTest {
    @TempDir
    Path folder;

    @Test
    void the_page_of_a_bundle_verifies_it_without_a_network_and_refuses_it_after_one_byte() throws Exception {
        assumeThat(Browser.isThere()).as("Chromium and its driver").isTrue();
        var log = new AuditLog("ours", 200);
        var good = log.bundle(folder, 200, log.checkpoint(100, AuditLog.KEY), AuditLog.KEY);
        var bundle = Files.write(folder.resolve("bundle.zip"), good);
        var page = Files.writeString(folder.resolve("verify.html"), new Forgery(good).text("verify.html"));
        var bad = good.clone();
        bad[bad.length / 2] ^= 1;
        var forged = Files.write(folder.resolve("forged.zip"), bad);

        try (var browser = Browser.start(folder)) {
            browser.open(page);
            browser.type("bundle", bundle.toString());
            browser.type("keys", AuditLog.KEY.verifier().text());
            browser.click("start");
            assertThat(browser.text("verdict")).isEqualTo("VERIFIED");

            browser.open(page);
            browser.type("bundle", forged.toString());
            browser.type("keys", AuditLog.KEY.verifier().text());
            browser.click("start");
            assertThat(browser.text("verdict")).startsWith("WRONG");
        }
    }
}
