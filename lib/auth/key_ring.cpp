#include "auth/key_ring.hpp"

#include <frameio/error.hpp>

#include "protocol/digest.hpp"
#include "support/base64.hpp"
#include "support/random.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace frameio::auth {
namespace {

constexpr char version = 1;
constexpr std::size_t id_size = 8;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr std::size_t head_size = 1 + id_size;
constexpr std::size_t least_size = head_size + nonce_size + tag_size;
constexpr std::string_view separators = ", \t\r\n";
constexpr std::string_view make_one = "make one with \"frameio keys generate\"";

using cipher_context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* octets_of(std::string_view text) noexcept {
    return reinterpret_cast<const unsigned char*>(text.data());
}

[[noreturn]] void refuse(const std::string& what) {
    throw error(errc::invalid_configuration, what);
}

/// Only memory can be missing for what the callers do.
void require(int succeeded) {
    if (succeeded != 1) {
        throw std::bad_alloc();
    }
}

cipher_context new_context() {
    cipher_context made(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    require(made ? 1 : 0);
    return made;
}

/// What the tag covers beside the text.
struct covered {
    std::string_view head;
    std::string_view bound_to;
};

std::string encrypt(std::string_view key, std::string_view nonce, const covered& beside, std::string_view text) {
    const cipher_context context = new_context();
    std::string made(text.size() + tag_size, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(made.data());
    int length = 0;
    require(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, octets_of(key), octets_of(nonce)));
    for (const std::string_view each : {beside.head, beside.bound_to}) {
        require(EVP_EncryptUpdate(context.get(), nullptr, &length, octets_of(each), static_cast<int>(each.size())));
    }
    require(EVP_EncryptUpdate(context.get(), to, &length, octets_of(text), static_cast<int>(text.size())));
    require(EVP_EncryptFinal_ex(context.get(), to + text.size(), &length));
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, to + text.size()));
    return made;
}

/// @return false if the tag is another one
bool decrypt(std::string_view key, std::string_view nonce, const covered& beside, std::string_view sealed,
             std::string& text) {
    const cipher_context context = new_context();
    std::string tag(sealed.substr(sealed.size() - tag_size));
    sealed.remove_suffix(tag_size);
    text.assign(sealed.size(), '\0');
    auto* const to = reinterpret_cast<unsigned char*>(text.data());
    int length = 0;
    require(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, octets_of(key), octets_of(nonce)));
    for (const std::string_view each : {beside.head, beside.bound_to}) {
        require(EVP_DecryptUpdate(context.get(), nullptr, &length, octets_of(each), static_cast<int>(each.size())));
    }
    require(EVP_DecryptUpdate(context.get(), to, &length, octets_of(sealed), static_cast<int>(sealed.size())));
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()));
    return EVP_DecryptFinal_ex(context.get(), to + text.size(), &length) == 1;
}

std::string hex_of(std::string_view octets) {
    std::string text;
    for (const char each : octets) {
        fmt::format_to(std::back_inserter(text), "{:02x}", static_cast<unsigned char>(each));
    }
    return text;
}

bool is_sealed(std::string_view text) noexcept {
    return text.size() >= least_size && text.front() == version;
}

/// Whether a key is in it, as far as its form tells.
bool has_key(std::string_view text) {
    for (std::size_t at = text.find_first_not_of(separators); at != std::string_view::npos;
         at = text.find_first_not_of(separators, at)) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        const auto octets = decode_base64(text.substr(at, end - at));
        if (octets && octets->size() == key_ring::key_octets) {
            return true;
        }
        at = end;
    }
    return false;
}

std::string read_key_file(const std::string& path) {
    struct stat facts{};
    if (::stat(path.c_str(), &facts) != 0) {
        const int reason = errno;
        if (has_key(path)) {  // which must not be repeated
            refuse("FRAMEIO_ENCRYPTION_KEY_FILE is no file's name, but a key; set FRAMEIO_ENCRYPTION_KEY to it");
        }
        refuse(fmt::format("FRAMEIO_ENCRYPTION_KEY_FILE: {}: {}", path, std::strerror(reason)));
    }
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        refuse(fmt::format("FRAMEIO_ENCRYPTION_KEY_FILE: others than its owner may use {}; run \"chmod 600 {}\"", path,
                           path));
    }
    std::ifstream file(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (!file) {
        refuse(fmt::format("FRAMEIO_ENCRYPTION_KEY_FILE: {} cannot be read", path));
    }
    return text;
}

}  // namespace

key_ring::key::key(std::string given) : octets(std::move(given)) {
    const auto digest = digest_of({"frameio encryption key", octets});
    std::copy_n(digest.begin(), id.size(), id.begin());
}

void key_ring::add(std::string octets) {
    keys_.emplace_back(std::move(octets));
}

key_ring key_ring::parse(std::string_view text, std::string_view source) {
    key_ring made;
    for (std::size_t at = text.find_first_not_of(separators); at != std::string_view::npos;
         at = text.find_first_not_of(separators, at)) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        std::optional<std::string> octets = decode_base64(text.substr(at, end - at));
        const std::size_t place = made.size() + 1;
        if (!octets) {
            refuse(fmt::format("{}: key {} is not base64; {}", source, place, make_one));
        }
        if (octets->size() != key_octets) {
            refuse(fmt::format("{}: key {} has {} octets instead of {}; {}", source, place, octets->size(), key_octets,
                               make_one));
        }
        key fresh(std::move(*octets));
        if (made.find({reinterpret_cast<const char*>(fresh.id.data()), fresh.id.size()}) != nullptr) {
            refuse(fmt::format("{}: key {} is there twice; leave one of them out", source, place));
        }
        made.keys_.push_back(std::move(fresh));
        at = end;
    }
    if (made.empty()) {
        refuse(fmt::format("{} is set, but there is no key in it; {}", source, make_one));
    }
    return made;
}

key_ring key_ring::from_environment() {
    const char* const text = std::getenv("FRAMEIO_ENCRYPTION_KEY");
    const char* const file = std::getenv("FRAMEIO_ENCRYPTION_KEY_FILE");
    if (text != nullptr && file != nullptr) {
        refuse("FRAMEIO_ENCRYPTION_KEY and FRAMEIO_ENCRYPTION_KEY_FILE are both set; leave one of them out");
    }
    if (text != nullptr) {
        return parse(text, "FRAMEIO_ENCRYPTION_KEY");
    }
    return file == nullptr ? key_ring()
                           : parse(read_key_file(file), std::string("FRAMEIO_ENCRYPTION_KEY_FILE (") + file + ")");
}

key_ring key_ring::ephemeral() {
    key_ring made;
    made.add(random_octets(key_octets));
    return made;
}

std::vector<std::string> key_ring::ids() const {
    std::vector<std::string> made;
    for (const key& each : keys_) {
        made.push_back(hex_of({reinterpret_cast<const char*>(each.id.data()), each.id.size()}));
    }
    return made;
}

const key_ring::key* key_ring::find(std::string_view id) const noexcept {
    const auto found = std::ranges::find_if(
        keys_, [&](const key& each) { return std::memcmp(each.id.data(), id.data(), each.id.size()) == 0; });
    return found == keys_.end() ? nullptr : &*found;
}

std::string key_ring::seal(std::string_view text, std::string_view bound_to) const {
    if (keys_.empty()) {
        throw error(errc::no_key,
                    fmt::format("there is no encryption key; {}, and set FRAMEIO_ENCRYPTION_KEY", make_one));
    }
    const key& current = keys_.front();
    std::string sealed(1, version);
    sealed.append(reinterpret_cast<const char*>(current.id.data()), current.id.size());
    const std::string head = sealed;
    const std::string nonce = random_octets(nonce_size);
    return sealed + nonce + encrypt(current.octets, nonce, {head, bound_to}, text);
}

std::string key_ring::open(std::string_view sealed, std::string_view bound_to) const {
    if (!is_sealed(sealed)) {
        throw error(errc::tampered, "what is stored is not what was encrypted: it is damaged, or of a newer version");
    }
    const std::string_view id = sealed.substr(1, id_size);
    const key* const used = find(id);
    if (used == nullptr) {
        throw error(errc::no_key,
                    fmt::format("it is encrypted with the key {}, which is not among the {} of FRAMEIO_ENCRYPTION_KEY; "
                                "add that key behind the current one",
                                hex_of(id), keys_.size()));
    }
    std::string text;
    if (!decrypt(used->octets, sealed.substr(head_size, nonce_size), {sealed.substr(0, head_size), bound_to},
                 sealed.substr(head_size + nonce_size), text)) {
        throw error(errc::tampered, "what is stored is not what was encrypted: somebody has changed or moved it");
    }
    return text;
}

bool key_ring::is_current(std::string_view sealed) const noexcept {
    return !keys_.empty() && is_sealed(sealed) && std::memcmp(sealed.data() + 1, keys_.front().id.data(), id_size) == 0;
}

std::string key_ring::id_of(std::string_view sealed) {
    return is_sealed(sealed) ? hex_of(sealed.substr(1, id_size)) : std::string();
}

std::string new_key() {
    return encode_base64(random_octets(key_ring::key_octets));
}

}  // namespace frameio::auth
