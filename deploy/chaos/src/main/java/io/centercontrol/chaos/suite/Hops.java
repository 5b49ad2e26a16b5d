package io.centercontrol.chaos.suite;

import io.centercontrol.local.services.Service;
import io.centercontrol.local.services.Services;
import io.centercontrol.parts.Connect;
import io.centercontrol.parts.Ports;
import io.centercontrol.parts.Routes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A proxy for each process on its way to PostgreSQL and one on its way to the broker. A broker sends its clients on to the
 * address that it advertises, so each process has a listener of its own there, which advertises the process's proxy.
 */
public final class Hops implements Routes, AutoCloseable {
    private static final int POSTGRES = 15_500;
    private static final int LISTENER = 19_200;
    private static final int KAFKA = 19_300;

    private final Map<String, TcpProxy> postgres = new LinkedHashMap<>();
    private final Map<String, TcpProxy> kafka = new LinkedHashMap<>();
    private final List<Listener> listeners = new ArrayList<>();

    /** @param offset what every port is moved by */
    public Hops(int offset) throws IOException {
        var ports = Ports.standard(offset);
        var names = Stream.concat(Stream.of(Connect.NAME), Services.ALL.stream().map(Service::name))
                .toList();
        for (var i = 0; i < names.size(); i++) {
            postgres.put(names.get(i), new TcpProxy(POSTGRES + offset + i, ports.postgres()));
            kafka.put(names.get(i), new TcpProxy(KAFKA + offset + i, LISTENER + offset + i));
            listeners.add(new Listener("HOP" + i, LISTENER + offset + i, KAFKA + offset + i));
        }
    }

    @Override
    public int postgres(String process) {
        return proxy(postgres, process).port();
    }

    @Override
    public int kafka(String process) {
        return proxy(kafka, process).port();
    }

    @Override
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /** Both ways of a process; none for one that has none, such as PostgreSQL itself. */
    public List<TcpProxy> of(String process) {
        return Stream.of(postgres.get(process), kafka.get(process))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** The processes that reach others through here. */
    public List<String> processes() {
        return List.copyOf(postgres.keySet());
    }

    /** Passes on as if nothing had been. */
    public void heal() {
        processes().forEach(process -> of(process).forEach(TcpProxy::heal));
    }

    private static TcpProxy proxy(Map<String, TcpProxy> all, String process) {
        var proxy = all.get(process);
        if (proxy == null) {
            throw new IllegalArgumentException("nothing stands before " + process);
        }
        return proxy;
    }

    @Override
    public void close() throws IOException {
        for (var process : processes()) {
            for (var proxy : of(process)) {
                proxy.close();
            }
        }
    }
}
