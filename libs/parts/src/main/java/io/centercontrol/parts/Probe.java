package io.centercontrol.parts;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;

/** Quick questions to a port of this machine. */
public final class Probe {
    private static final int MILLIS = 1500;

    private Probe() {}

    /** Whether somebody accepts connections there. */
    public static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a GET of that path answers 200. */
    public static boolean answers(int port, String path) {
        return answers(port, path, Map.of());
    }

    /** Whether a GET of that path with these headers answers 200. */
    public static boolean answers(int port, String path, Map<String, String> headers) {
        try {
            var connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            headers.forEach(connection::setRequestProperty);
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
