package io.centercontrol.audit.stream.model;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.outgoing.model.Reach;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a stream's terms must be; all that is wrong is said at once. */
public final class StreamRules {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URL = 1_000;
    private static final int LONGEST_CERTIFICATES = 20_000;
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}");

    private StreamRules() {}

    /**
     * Checks them.
     *
     * @throws io.centercontrol.kernel.RefusedException when something is wrong
     */
    public static void check(Terms terms, Reach reach) {
        var found = new ArrayList<Violation>();
        var name = terms.name();
        if (DisplayText.isBlank(name) || name.length() > LONGEST_NAME || !DisplayText.isLine(name)) {
            found.add(new Violation(
                    "/name", "INVALID_NAME", "A name has 1 to " + LONGEST_NAME + " characters on one line."));
        }
        switch (terms.kind()) {
            case WEBHOOK -> webhook(terms, reach, found);
            case SYSLOG -> syslog(terms, found);
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }

    private static void webhook(Terms terms, Reach reach, List<Violation> found) {
        var wrong = wrongUrl(terms.url(), reach);
        if (wrong != null) {
            found.add(new Violation("/url", "INVALID_URL", wrong));
        }
        if (terms.host() != null || terms.port() != null || terms.certificates() != null) {
            found.add(
                    new Violation("/host", "NOT_OF_THIS_KIND", "Host, port and certificates are of the kind SYSLOG."));
        }
    }

    private static void syslog(Terms terms, List<Violation> found) {
        if (terms.url() != null) {
            found.add(new Violation("/url", "NOT_OF_THIS_KIND", "A URL is of the kind WEBHOOK."));
        }
        var host = terms.host();
        if (host == null || !HOST.matcher(host).matches()) {
            found.add(new Violation("/host", "INVALID_HOST", "Send a host, such as siem.example.com."));
        }
        var port = terms.port();
        if (port == null || port < 1 || port > 65_535) {
            found.add(new Violation(
                    "/port", "INVALID_PORT", "Send a port from 1 to 65535; that of syslog over TLS is 6514."));
        }
        if (terms.certificates() != null && !areCertificates(terms.certificates())) {
            found.add(new Violation(
                    "/certificates", "INVALID_CERTIFICATES", "Send certificates in PEM, one or several, and no keys."));
        }
    }

    private static boolean areCertificates(String text) {
        if (text.length() > LONGEST_CERTIFICATES || text.contains("PRIVATE KEY")) {
            return false;
        }
        try {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }

    /** What is wrong with it; null when nothing is. Where its name leads is looked at apart. */
    private static @Nullable String wrongUrl(@Nullable String text, Reach reach) {
        if (text == null || text.length() > LONGEST_URL) {
            return "Send a URL of at most %,d characters.".formatted(LONGEST_URL);
        }
        try {
            var url = new URI(text);
            var scheme = url.getScheme();
            if (scheme == null || url.getHost() == null || url.isOpaque()) {
                return "Send a whole URL, such as https://siem.example.com/center-control.";
            }
            if (!reach.allowsScheme(scheme)) {
                return "Only https is spoken: what is told is read by nobody on the way.";
            }
            if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
                return "No user name and no #fragment in the URL: each request is signed, which is more.";
            }
            var port = url.getPort();
            return port == 0 || port > 65_535 ? "There is no port " + port + "." : null;
        } catch (URISyntaxException e) {
            return "It is no URL: " + e.getReason() + ".";
        }
    }
}
