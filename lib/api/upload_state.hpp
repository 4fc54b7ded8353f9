#pragma once

#include <frameio/api/models/assets.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace frameio::api {

/// One part of an upload.
struct upload_part {
    std::string url;  ///< signed: a secret
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    bool done = false;
};

/// An upload that was begun, as it is remembered.
struct upload_state {
    std::string account_id;
    std::string folder_id;
    std::string name;
    std::uint64_t size = 0;
    std::string file_id;
    std::string media_type;
    std::vector<upload_part> parts;

    /// Whether it is of this upload.
    bool is_of(const upload_state& other) const;
    std::uint64_t octets_done() const;
};

/// The parts of a file that was created for an upload of that size.
/// @throws error (`frameio::errc::malformed_json`) if they do not make up the size
std::vector<upload_part> parts_of(const file& created, std::uint64_t size);

/// Writes it to a file of its owner, wholly or not at all.
/// @throws boost::system::system_error
void save(const upload_state& state, const std::string& path);

/// Reads it; nothing if there is no such file.
/// @throws error (`frameio::errc::malformed_json`) naming the file, if it is another
std::optional<upload_state> load_upload_state(const std::string& path);

}  // namespace frameio::api
