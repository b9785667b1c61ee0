package io.github.ekssdk.testing.internal.service.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** Makes, imports, describes and deletes key pairs. Their private keys open nothing. */
final class KeyPairs {
    private final Ec2World world;
    private final Filters<KeyPairInfo> filters;

    KeyPairs(Ec2World world) {
        this.world = world;
        this.filters = new Filters<KeyPairInfo>()
                .on("key-pair-id", KeyPairInfo::keyPairId)
                .on("key-name", KeyPairInfo::keyName)
                .on("fingerprint", KeyPairInfo::keyFingerprint)
                .onTags(pair -> world.tags.of(pair.keyPairId()));
    }

    /** The key pair of that name. */
    static Optional<KeyPairInfo> named(Ec2World world, String name) {
        return world.keyPairs.stream()
                .filter(pair -> pair.keyName().equals(name))
                .findFirst();
    }

    static KeyPairInfo requireNamed(Ec2World world, String name) {
        return named(world, name).orElseThrow(() -> Kind.KEY_PAIR.notFound(name));
    }

    public CreateKeyPairResponse create(CreateKeyPairRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.KEY_PAIR);
        KeyPairInfo made = make(request.keyName(), tags);
        return CreateKeyPairResponse.builder()
                .keyName(made.keyName())
                .keyPairId(made.keyPairId())
                .keyFingerprint(made.keyFingerprint())
                .keyMaterial(material(made))
                .tags(world.tags.list(made.keyPairId()))
                .build();
    }

    private static String material(KeyPairInfo pair) {
        byte[] text = ("the private key of " + pair.keyPairId()).getBytes(StandardCharsets.UTF_8);
        return "-----BEGIN RSA PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(text)
                + "\n-----END RSA PRIVATE KEY-----";
    }

    public ImportKeyPairResponse importPair(ImportKeyPairRequest request) {
        Map<String, String> tags = world.tagRules.read(request.tagSpecifications(), Kind.KEY_PAIR);
        String key = Refusals.present(request.publicKeyMaterial(), "publicKeyMaterial")
                .asUtf8String();
        if (!key.startsWith("ssh-") && !key.startsWith("-----BEGIN")) {
            throw Refusals.badRequest("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
        }
        KeyPairInfo made = make(request.keyName(), tags);
        return ImportKeyPairResponse.builder()
                .keyName(made.keyName())
                .keyPairId(made.keyPairId())
                .keyFingerprint(made.keyFingerprint())
                .tags(world.tags.list(made.keyPairId()))
                .build();
    }

    private KeyPairInfo make(String given, Map<String, String> tags) {
        String name = Refusals.present(given, "keyName");
        if (named(world, name).isPresent()) {
            throw Refusals.badRequest("InvalidKeyPair.Duplicate", "The keypair '" + name + "' already exists.");
        }
        world.checkQuota(
                "ec2.keyPairs",
                world.keyPairs.size(),
                "KeyPairLimitExceeded",
                "The maximum number of key pairs has been reached.");
        String id = world.newId(Kind.KEY_PAIR);
        world.tags.put(id, tags);
        KeyPairInfo made = KeyPairInfo.builder()
                .keyPairId(id)
                .keyName(name)
                .keyType("rsa")
                .keyFingerprint(String.join(
                        ":", world.account.ids().hex("fingerprint", 40).split("(?<=\\G..)")))
                .createTime(world.now())
                .build();
        return world.keyPairs.add(id, made);
    }

    public DescribeKeyPairsResponse describe(DescribeKeyPairsRequest request) {
        List<KeyPairInfo> chosen = request.keyNames().isEmpty()
                ? world.keyPairs.choose(request.keyPairIds())
                : request.keyNames().stream()
                        .map(name -> requireNamed(world, name))
                        .toList();
        return DescribeKeyPairsResponse.builder()
                .keyPairs(filters.apply(request.filters(), chosen).stream()
                        .map(pair -> pair.copy(b -> b.tags(world.tags.list(pair.keyPairId()))))
                        .toList())
                .build();
    }

    public DeleteKeyPairResponse delete(DeleteKeyPairRequest request) {
        Optional<KeyPairInfo> pair = request.keyPairId() == null
                ? named(world, Refusals.present(request.keyName(), "keyName"))
                : Optional.of(world.keyPairs.require(request.keyPairId()));
        pair.ifPresent(found -> world.remove(Kind.KEY_PAIR, found.keyPairId()));
        return DeleteKeyPairResponse.builder()
                .returnValue(true)
                .keyPairId(pair.map(KeyPairInfo::keyPairId).orElse(null))
                .build();
    }
}
