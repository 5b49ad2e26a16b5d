package io.centercontrol.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;

/**
 * TCP ports of the parts on loopback.
 *
 * @param kafkaController the broker's own quorum listener; no client uses it
 * @param registryManagement health of the schema registry
 */
public record Ports(int postgres, int kafka, int kafkaController, int connect, int registry, int registryManagement) {

    /** The documented ports, each moved by {@code offset}. */
    public static Ports standard(int offset) {
        return new Ports(
                15432 + offset, 19092 + offset, 19093 + offset, 18083 + offset, 18081 + offset, 18082 + offset);
    }

    /** Ports that nobody listens on now, for stacks that may run beside others. */
    public static Ports free() {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < 6; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            var ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5));
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        } finally {
            for (var socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
