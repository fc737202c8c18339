import { defineRefusals } from '#platform/errors/index.ts'

export const documentRefusals = defineRefusals('documents', {
  notFound: {
    status: 404,
    zh: '没有找到这份材料，或者不在您负责的范围内',
    en: 'This paper was not found or is not yours to see',
  },
  empty: {
    status: 422,
    zh: '“{name}”是空文件。请重新选择',
    en: '“{name}” is empty. Choose the file again',
  },
  tooLarge: {
    status: 413,
    zh: '“{name}”太大，单份材料最多 20 MB。照片请在手机上选“中等大小”再交',
    en: '“{name}” is too large; a paper may have 20 MB at most. Send the photo in medium size',
  },
  notAPaper: {
    status: 422,
    zh: '“{name}”其实是{found}，不能当材料。请交照片（JPG、PNG、WebP）或 PDF',
    en: '“{name}” is no paper but {foundEn}. Hand in a photo (JPG, PNG, WebP) or a PDF',
  },
  heic: {
    status: 422,
    zh: '“{name}”是 HEIC 照片，别的电脑打不开。请在手机相机设置里选“兼容性最佳”，或者另存为 JPG 再交',
    en: '“{name}” is a HEIC photo other computers cannot open. Save it as JPG and hand it in again',
  },
  pictureTooLarge: {
    status: 422,
    zh: '“{name}”有 {width}×{height} 个点，太大了，打不开。请重新拍一张',
    en: '“{name}” has {width}×{height} pixels, which is too many to open. Take the photo again',
  },
  broken: {
    status: 422,
    zh: '“{name}”坏了或者不完整，打不开。请重新选择或者重新拍一张',
    en: '“{name}” is damaged or incomplete. Choose the file again or take the photo again',
  },
  activePdf: {
    status: 422,
    zh: '“{name}”里带着会自己运行的内容或附件，不能收。请打印成普通 PDF 或者拍照',
    en: '“{name}” carries something that runs by itself, or other files. Print it as a plain PDF or take a photo',
  },
})
