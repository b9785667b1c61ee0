package io.github.ekssdk.testing.internal.service.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One identity provider whose web identities may become roles. */
final class OidcProvider {
    private final String arn;
    private final String url;
    private final Instant created;
    private final IamTags tags;
    private final List<String> clientIds = new ArrayList<>();
    private final List<String> thumbprints = new ArrayList<>();

    OidcProvider(String arn, String url, Instant created, IamTags tags) {
        this.arn = arn;
        this.url = url;
        this.created = created;
        this.tags = tags;
    }

    String arn() {
        return arn;
    }

    /** Host and path, without the scheme. */
    String url() {
        return url;
    }

    Instant created() {
        return created;
    }

    IamTags tags() {
        return tags;
    }

    List<String> clientIds() {
        return clientIds;
    }

    List<String> thumbprints() {
        return thumbprints;
    }
}
