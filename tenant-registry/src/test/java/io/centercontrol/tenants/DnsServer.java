package io.centercontrol.tenants;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/**
 * A DNS server on loopback that holds TXT records, by UDP. What it holds lies among the system's properties, since Quarkus
 * loads tests and their resources with different class loaders.
 */
public final class DnsServer implements QuarkusTestResourceLifecycleManager {
    private static final String RECORDS = "cc.test.dns.records";
    private static final String FAILING = "cc.test.dns.failing";

    private @Nullable DatagramSocket socket;

    /** Adds a TXT record. */
    public static void put(String name, String... texts) {
        records().put(name + ".", List.of(texts));
    }

    /** Takes a TXT record away. */
    public static void remove(String name) {
        records().remove(name + ".");
    }

    /** Whether it answers SERVFAIL to everything. */
    public static void failing(boolean failing) {
        System.setProperty(FAILING, Boolean.toString(failing));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<String>> records() {
        return (Map<String, List<String>>)
                System.getProperties().computeIfAbsent(RECORDS, key -> new ConcurrentHashMap<String, List<String>>());
    }

    @Override
    public Map<String, String> start() {
        try {
            var opened = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket = opened;
            Thread.ofVirtual().name("dns").start(() -> serve(opened));
            return Map.of(
                    "cc.tenants.domains.server",
                    "127.0.0.1:" + opened.getLocalPort(),
                    "cc.tenants.domains.look-every",
                    "PT0.2S");
        } catch (IOException e) {
            throw new UncheckedIOException("no DNS server on loopback", e);
        }
    }

    @Override
    public void stop() {
        if (socket != null) {
            socket.close();
        }
    }

    private static void serve(DatagramSocket socket) {
        var packet = new DatagramPacket(new byte[4096], 4096);
        while (!socket.isClosed()) {
            try {
                packet.setLength(4096);
                socket.receive(packet);
                var question = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                var answer = answer(question).toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static Message answer(Message question) {
        var asked = question.getQuestion();
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(asked, Section.QUESTION);
        var texts = records().get(asked.getName().toString());
        if (Boolean.getBoolean(FAILING)) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (texts == null) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else {
            texts.forEach(
                    text -> answer.addRecord(new TXTRecord(asked.getName(), DClass.IN, 60, text), Section.ANSWER));
        }
        return answer;
    }
}
