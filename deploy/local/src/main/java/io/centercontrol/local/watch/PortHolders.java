package io.centercontrol.local.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who listens on a TCP port of this machine, as {@code /proc} tells it. */
public final class PortHolders {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private PortHolders() {}

    /**
     * A process that holds a port.
     *
     * @param pid 0 when it can't be told, for instance because it belongs to another user
     */
    public record Holder(int port, long pid, String command) {
        /** For a message to a person. */
        public String text() {
            return pid == 0 ? "a process of another user" : "pid " + pid + " (" + command + ")";
        }
    }

    /** Whoever listens on one of these ports, at an address that a listener on 127.0.0.1 would collide with. */
    public static List<Holder> of(Iterable<Integer> ports) {
        var listening = new HashMap<Integer, String>();
        sockets(PROC.resolve("net/tcp"), listening);
        sockets(PROC.resolve("net/tcp6"), listening);
        var holders = new ArrayList<Holder>();
        for (var port : ports) {
            var inode = listening.get(port);
            if (inode != null) {
                holders.add(holder(port, inode));
            }
        }
        return holders;
    }

    /** Reads port to socket inode from a table in the form of {@code /proc/net/tcp}. */
    static void sockets(Path table, Map<Integer, String> listening) {
        List<String> lines;
        try {
            lines = Files.readAllLines(table);
        } catch (IOException e) {
            return;
        }
        for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            var fields = line.strip().split("\\s+");
            if (fields.length > 9 && fields[3].equals(LISTENING) && collides(fields[1])) {
                var port = Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16);
                listening.put(port, fields[9]);
            }
        }
    }

    // Addresses are in hexadecimal, each group of four bytes in the machine's order.
    private static boolean collides(String address) {
        var host = address.substring(0, address.indexOf(':'));
        var any = host.chars().allMatch(c -> c == '0');
        var loopback = host.endsWith("0100007F") && (host.length() == 8 || host.startsWith("0000000000000000FFFF0000"));
        return any || loopback;
    }

    private static Holder holder(int port, String inode) {
        var socket = "socket:[" + inode + "]";
        try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var process : processes) {
                if (holds(process, socket)) {
                    var pid = Long.parseLong(process.getFileName().toString());
                    return new Holder(port, pid, command(process).orElse("?"));
                }
            }
        } catch (IOException e) {
            return new Holder(port, 0, "?");
        }
        return new Holder(port, 0, "?");
    }

    private static boolean holds(Path process, String socket) {
        try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                try {
                    if (Files.readSymbolicLink(file).toString().equals(socket)) {
                        return true;
                    }
                } catch (IOException e) {
                    // It was closed while we looked.
                    continue;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    private static Optional<String> command(Path process) {
        try {
            var text = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
            return Optional.of(text.length() > 120 ? text.substring(0, 117) + "..." : text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
