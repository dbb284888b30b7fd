import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Verifies credentials and status lists as JWT with Nimbus, which knows nothing of this project.
 * Standard input: {"documents": {url: text}, "credentials": [token]}; nothing is fetched elsewhere.
 * Standard output: for each credential "valid", or what is wrong with it in a word.
 */
public class Verify {
    static Map<String, Object> documents;

    public static void main(String[] args) throws Exception {
        Map<String, Object> asked = JSONObjectUtils.parse(new String(System.in.readAllBytes(), "UTF-8"));
        documents = JSONObjectUtils.getJSONObject(asked, "documents");
        List<String> verdicts = new ArrayList<>();
        for (Object token : JSONObjectUtils.getJSONArray(asked, "credentials")) verdicts.add('"' + verdictOf((String) token) + '"');
        System.out.println("[" + String.join(",", verdicts) + "]");
    }

    static String verdictOf(String token) throws Exception {
        Map<String, Object> credential = open(token);
        if (credential == null) return "signature";
        Instant now = Instant.now();
        if (now.isBefore(Instant.parse((String) credential.get("validFrom")))) return "not yet";
        if (!now.isBefore(Instant.parse((String) credential.get("validUntil")))) return "expired";
        Object status = credential.get("credentialStatus");
        for (Object one : status instanceof List ? (List<?>) status : List.of(status)) {
            Map<?, ?> entry = (Map<?, ?>) one;
            Map<String, Object> list = open((String) documents.get(entry.get("statusListCredential")));
            if (list == null || !list.get("issuer").equals(credential.get("iss"))) return "list";
            Map<?, ?> subject = (Map<?, ?>) list.get("credentialSubject");
            if (!subject.get("statusPurpose").equals(entry.get("statusPurpose"))) return "list";
            byte[] packed = new Base64URL(((String) subject.get("encodedList")).substring(1)).decode();
            byte[] bits = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
            int index = Integer.parseInt((String) entry.get("statusListIndex"));
            if ((bits[index >> 3] & (0x80 >> (index & 7))) != 0) return (String) entry.get("statusPurpose");
        }
        return "valid";
    }

    /** The credential in a JWT, where a key that its issuer publishes for assertions signed it; null otherwise. */
    static Map<String, Object> open(String token) throws Exception {
        JWSObject jws = JWSObject.parse(token);
        String kid = jws.getHeader().getKeyID();
        String did = kid.split("#")[0];
        String url = "https://" + did.substring("did:web:".length()).replace(":", "/") + "/did.json";
        Map<String, Object> document = JSONObjectUtils.parse((String) documents.get(url));
        if (!did.equals(document.get("id")) || !((List<?>) document.get("assertionMethod")).contains(kid)) return null;
        for (Object one : (List<?>) document.get("verificationMethod")) {
            Map<?, ?> method = (Map<?, ?>) one;
            if (!kid.equals(method.get("id")) || method.get("publicKeyJwk") == null) continue;
            JWK key = JWK.parse(JSONObjectUtils.toJSONString((Map<String, ?>) method.get("publicKeyJwk")));
            Map<String, Object> payload = jws.getPayload().toJSONObject();
            return isSignedBy(jws, key) && did.equals(payload.get("iss")) ? payload : null;
        }
        return null;
    }

    static boolean isSignedBy(JWSObject jws, JWK key) throws Exception {
        JWSAlgorithm algorithm = jws.getHeader().getAlgorithm();
        if (algorithm.equals(JWSAlgorithm.EdDSA)) return jws.verify(new Ed25519Verifier(key.toOctetKeyPair()));
        if (algorithm.equals(JWSAlgorithm.ES256)) return jws.verify(new ECDSAVerifier(key.toECKey()));
        return algorithm.equals(JWSAlgorithm.RS256) && jws.verify(new RSASSAVerifier(key.toRSAKey()));
    }
}
