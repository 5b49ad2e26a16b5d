package io.centercontrol.witness;

import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.Unverified;
import java.io.IOException;
import java.time.Clock;

/** Starts a witness, and says its key. */
public final class Main {
    private Main() {}

    /** See the README. Ends with 1 when it cannot start. */
    public static void main(String[] arguments) {
        // Who sends slowly, or nothing, holds up nobody else.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        System.setProperty("jdk.httpserver.maxConnections", "200");
        try {
            var options = Options.parse(arguments);
            var state = State.open(options.state(), options.name());
            var witness = new Witness(options.logs(), state, Clock.systemUTC());
            var door = new Door(witness, options.host(), options.port());
            System.out.println("key " + witness.key().text());
            System.out.println("witnessing at http://" + options.host() + ":" + door.port() + "/");
        } catch (InvalidFormat | Unverified e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(1);
        } catch (IOException e) {
            System.err.println("it cannot start: " + e);
            System.exit(1);
        }
    }
}
