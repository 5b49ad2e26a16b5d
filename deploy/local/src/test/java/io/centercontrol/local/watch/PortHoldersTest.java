package io.centercontrol.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHoldersTest {
    @Test
    void names_the_process_that_listens() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var holders = PortHolders.of(List.of(socket.getLocalPort()));

            assertThat(holders).singleElement().satisfies(holder -> {
                assertThat(holder.port()).isEqualTo(socket.getLocalPort());
                assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
                assertThat(holder.text()).contains("java");
            });
        }
    }

    @Test
    void finds_nobody_at_a_closed_port() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(PortHolders.of(List.of(port))).isEmpty();
    }

    @Test
    void counts_only_listeners_that_would_collide(@TempDir Path folder) throws IOException {
        var table = folder.resolve("tcp");
        Files.writeString(table, """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:3C48 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1001 1
                   1: 00000000:46A1 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1002 1
                   2: 0A00020F:46A2 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1003 1
                   3: 0100007F:46A3 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 1004 1
                   4: 00000000000000000000000000000000:46A4 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 1005 1
                   5: 0000000000000000FFFF00000100007F:46A5 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 1006 1
                   6: 00000000000000000000000001000000:46A6 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 1007 1
                """);
        var listening = new HashMap<Integer, String>();

        PortHolders.sockets(table, listening);

        assertThat(listening).isEqualTo(Map.of(0x3C48, "1001", 0x46A1, "1002", 0x46A4, "1005", 0x46A5, "1006"));
    }
}
