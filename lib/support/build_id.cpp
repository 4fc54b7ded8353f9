#include "support/build_id.hpp"

#include <elf.h>
#include <link.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace frameio {
namespace {

constexpr std::string_view owner("GNU", 4);  // with its end

std::string digits_of(std::span<const unsigned char> octets) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char each : octets) {
        text += digits[each >> 4U];
        text += digits[each & 0x0FU];
    }
    return text;
}

constexpr std::size_t padded(std::size_t size) noexcept {
    return (size + 3) / 4 * 4;
}

/// The id in a segment of notes: each has a head, its owner's name and what it says.
std::string id_in(std::span<const unsigned char> notes) {
    ElfW(Nhdr) head{};
    while (notes.size() >= sizeof head) {
        std::memcpy(&head, notes.data(), sizeof head);
        const std::size_t size = sizeof head + padded(head.n_namesz) + padded(head.n_descsz);
        if (size > notes.size()) {
            break;
        }
        const auto name = notes.subspan(sizeof head, head.n_namesz);
        const bool is_gnu = name.size() == owner.size() && std::memcmp(name.data(), owner.data(), owner.size()) == 0;
        if (is_gnu && head.n_type == NT_GNU_BUILD_ID) {
            return digits_of(notes.subspan(sizeof head + padded(head.n_namesz), head.n_descsz));
        }
        notes = notes.subspan(size);
    }
    return {};
}

// The first object is the program itself.
int look_at(dl_phdr_info* object, std::size_t, void* to) {
    for (std::size_t i = 0; i < object->dlpi_phnum; ++i) {
        const ElfW(Phdr)& segment = object->dlpi_phdr[i];
        std::string& found = *static_cast<std::string*>(to);
        if (segment.p_type == PT_NOTE && found.empty()) {
            const auto* const begin = reinterpret_cast<const unsigned char*>(object->dlpi_addr + segment.p_vaddr);
            found = id_in({begin, segment.p_memsz});
        }
    }
    return 1;
}

}  // namespace

std::string build_id() {
    std::string found;
    dl_iterate_phdr(look_at, &found);
    return found;
}

}  // namespace frameio
