package io.centercontrol.audit.stream.send;

import io.centercontrol.audit.stream.Carrier;
import io.centercontrol.audit.stream.Shipment;
import io.centercontrol.audit.stream.SiemStream;
import io.centercontrol.audit.stream.Taken;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Each stream's shipment goes the way of its kind. */
@Singleton
class Carriers implements Carrier {
    private final WebhookCarrier webhook;
    private final SyslogCarrier syslog;

    Carriers(WebhookCarrier webhook, SyslogCarrier syslog) {
        this.webhook = webhook;
        this.syslog = syslog;
    }

    @Override
    public Uni<Taken> send(SiemStream stream, Shipment shipment) {
        return switch (stream.kind()) {
            case WEBHOOK -> webhook.send(stream, shipment);
            case SYSLOG -> syslog.send(stream, shipment);
        };
    }
}
